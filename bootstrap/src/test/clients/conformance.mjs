/**
 * Runs the official MCP conformance suite for servers against a URL that demands a token.
 *
 * `node conformance.mjs --suite stable|next --url URL --token TOKEN --expected-failures FILE [--requirements
 * REVISION] [--output-dir DIRECTORY]` passes the suite's output through, then prints one line of JSON with its verdict
 * and ends with the suite's own status. `stable` knows no `--requirements`: it runs its active scenarios. The output
 * says which scenarios failed; why they did, check by check, is in the output directory.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { startHeaderProxy } from './header-proxy.mjs';
import { installed, options, report, run, temporaryHome } from './harness.mjs';
import { verdict } from './verdict.mjs';

const chosen = options({
  suite: { type: 'string', choices: ['stable', 'next'] },
  'expected-failures': { type: 'string' },
  requirements: { type: 'string', optional: true },
  'output-dir': { type: 'string', optional: true },
  'timeout-ms': { type: 'string', default: '300000' },
});

await report(chosen.timeoutMs, async (seen, signal) => {
  const baseline = path.resolve(chosen['expected-failures']);
  const entries = await readFile(baseline, 'utf8');
  const proxy = await startHeaderProxy(chosen.url, chosen.token);
  const args = suiteArguments(proxy.url, baseline);
  const { status, stdout } = await run(temporaryHome(), process.execPath, args, { signal, echo: true });
  proxy.stop();
  const { suite, requirements } = chosen;
  Object.assign(seen, { suite, requirements, ...verdict(stdout, entries), status });
  return status ?? 1;
});

function suiteArguments(url, baseline) {
  const program = installed(`conformance-${chosen.suite}`, 'dist', 'index.js');
  const args = [program, 'server', '--url', url, '--expected-failures', baseline];
  if (chosen.requirements) {
    args.push('--requirements', chosen.requirements);
  }
  if (chosen['output-dir']) {
    args.push('--output-dir', path.resolve(chosen['output-dir']));
  }
  return args;
}
