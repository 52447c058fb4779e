/**
 * Adds a server to Claude Code and has it connect, which needs neither a model nor a login; with `--websocket` over a
 * WebSocket.
 *
 * `node claude.mjs --url URL --token TOKEN [--websocket]` prints one line of JSON; status 3 says that Claude Code is not installed
 * here, as its package is an optional one for Linux on x64.
 */
import { existsSync } from 'node:fs';
import { installed, options, report, run, temporaryHome } from './harness.mjs';

const PROGRAM = installed('@anthropic-ai', 'claude-code-linux-x64', 'claude');
const NAME = 'airlock';
const OFFLINE = { CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1', DISABLE_AUTOUPDATER: '1' };

const { url, token, timeoutMs, websocket } = options({
  'timeout-ms': { type: 'string', default: '60000' },
  websocket: { type: 'boolean', default: false },
});

if (!existsSync(PROGRAM)) {
  console.error('claude.mjs: Claude Code is not installed');
  process.exit(3);
}

await report(timeoutMs, async (seen, signal) => {
  const home = temporaryHome();
  const claude = (...args) => run(home, PROGRAM, ['mcp', ...args], { signal, env: OFFLINE });
  const authorization = `Bearer ${token}`;
  const socket = { type: 'ws', url: url.replace(/^http/, 'ws'), headers: { Authorization: authorization } };
  const added = await (websocket
    ? claude('add-json', NAME, JSON.stringify(socket))
    : claude('add', '--transport', 'http', NAME, url, '--header', `Authorization: ${authorization}`));
  if (added.status !== 0) {
    throw new Error(`mcp add ended with status ${added.status}: ${added.stderr || added.stdout}`);
  }
  const listed = await claude('list');
  seen.line = listed.stdout.split('\n').find((line) => line.startsWith(`${NAME}:`));
  if (!seen.line?.includes('✔ Connected')) {
    throw new Error(`mcp list did not say "✔ Connected": ${listed.stdout}${listed.stderr}`);
  }
});
