/**
 * Lists and calls tools with the official MCP Inspector's command line.
 *
 * `node inspector.mjs --mode legacy|auto|modern --url URL --token TOKEN [--call NAME --arguments JSON]` prints one
 * line of JSON.
 */
import { installed, options, report, run, temporaryHome } from './harness.mjs';

const PROGRAM = installed('@modelcontextprotocol', 'inspector', 'clients', 'cli', 'build', 'index.js');

const chosen = options({
  mode: { type: 'string', choices: ['legacy', 'auto', 'modern'] },
  call: { type: 'string', optional: true },
  arguments: { type: 'string', default: '{}' },
});

await report(chosen.timeoutMs, async (seen, signal) => {
  const home = temporaryHome();
  const inspect = (...method) => inspector(home, method, signal);
  const { tools } = await inspect('tools/list');
  seen.tools = tools.map(({ name }) => name);
  if (chosen.call) {
    seen.result = await inspect('tools/call', '--tool-name', chosen.call, '--tool-args-json', chosen.arguments);
  }
});

async function inspector(home, method, signal) {
  const target = ['--cli', chosen.url, '--transport', 'http', '--protocol-era', chosen.mode];
  const quiet = ['--format', 'json', '--quiet', '--stored-auth-only'];
  const args = [
    PROGRAM,
    ...target,
    '--header',
    `Authorization: Bearer ${chosen.token}`,
    ...quiet,
    '--method',
    ...method,
  ];
  const { status, stdout, stderr } = await run(home, process.execPath, args, { signal });
  // A tool's own error has a status of its own, but it is a result like any other.
  if (!stdout) {
    throw new Error(`${method[0]} ended with status ${status}: ${stderr}`);
  }
  return JSON.parse(stdout).result;
}
