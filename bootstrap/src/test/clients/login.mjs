/**
 * Has a client log in by asking a person in the browser, or use what it was given before.
 *
 * `node login.mjs --client NAME --url URL --home DIR --step login|refresh|again` writes the URL at which the person is asked to
 * the standard error, as a line of its own; whoever runs the script has the person answer there. It prints one line of
 * JSON with what the client said; status 3 says that the client is not installed here.
 */
import { Client as ClientV2, StreamableHTTPClientTransport as TransportV2, UnauthorizedError as UnauthorizedV2 } from '@modelcontextprotocol/client';
import { UnauthorizedError as UnauthorizedV1 } from '@modelcontextprotocol/sdk/client/auth.js';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as TransportV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { existsSync } from 'node:fs';
import { installed, options, report, run } from './harness.mjs';
import { connect } from './login-sdk.mjs';

const NAME = 'airlock';
const QUESTION = /http[^\s\x00-\x1f"]+[?&]code_challenge=[^\s\x00-\x1f"]+/;
const CLAUDE = installed('@anthropic-ai', 'claude-code-linux-x64', 'claude');
const CODEX = installed('.bin', 'codex');

/** No client is to open a browser of its own. */
const QUIET = {
  BROWSER: '/bin/true',
  CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
  DISABLE_AUTOUPDATER: '1',
  MCP_AUTO_OPEN_ENABLED: 'true',
};

const clients = {
  claude: {
    program: CLAUDE,
    async login(start, url) {
      await start(CLAUDE, ['mcp', 'add', '--transport', 'http', NAME, url]);
      // It refuses to log in without a terminal.
      await start('script', ['-qec', `'${CLAUDE}' mcp login ${NAME}`, '/dev/null']);
      return this.again(start);
    },
    async again(start) {
      const { stdout } = await start(CLAUDE, ['mcp', 'list']);
      return stdout.split('\n').find((line) => line.startsWith(`${NAME}:`));
    },
  },
  codex: {
    program: CODEX,
    async login(start, url) {
      return last(await start(CODEX, ['mcp', 'add', NAME, '--url', url]));
    },
  },
  'mcp-remote': {
    program: installed('.bin', 'mcp-remote-client'),
    async login(start, url) {
      const { stdout, stderr } = await start(this.program, [url, '--allow-http']);
      return (stdout + stderr).split('\n').find((line) => line.includes('Connected successfully'));
    },
  },
  inspector: {
    program: installed('.bin', 'mcp-inspector'),
    async login(start, url) {
      return last(await start(this.program, ['--cli', url, '--transport', 'http', '--method', 'tools/list']));
    },
  },
  'ts-v1': sdk({ Client: ClientV1, Transport: TransportV1, UnauthorizedError: UnauthorizedV1 }),
  'ts-v2': sdk({ Client: ClientV2, Transport: TransportV2, UnauthorizedError: UnauthorizedV2 }),
};

const chosen = options({
  client: { type: 'string', choices: Object.keys(clients) },
  home: { type: 'string' },
  step: { type: 'string', choices: ['login', 'refresh', 'again'] },
  token: { type: 'string', optional: true },
  'timeout-ms': { type: 'string', default: '90000' },
});
const client = clients[chosen.client];

if (!existsSync(client.program)) {
  console.error(`login.mjs: ${chosen.client} is not installed`);
  process.exit(3);
}

await report(chosen.timeoutMs, async (seen, signal) => {
  let asked = false;
  const ask = (question) => {
    if (question && !asked) {
      asked = true;
      console.error(question);
    }
  };
  const heard = (output) => ask(QUESTION.exec(output)?.[0]);
  const start = (program, args) => run(chosen.home, program, args, { signal, env: QUIET, heard });
  seen.said = await client[chosen.step](start, chosen.url, { ...chosen, ask });
  seen.asked = asked;
});

/** A program on the SDK, whose steps are all the same to it. */
function sdk(library) {
  const step = (start, url, chosen) => connect(library, chosen);
  return { program: installed('@modelcontextprotocol'), login: step, refresh: step, again: step };
}

function last({ stdout, stderr }) {
  return (stdout.trim() || stderr.trim()).split('\n').at(-1);
}
