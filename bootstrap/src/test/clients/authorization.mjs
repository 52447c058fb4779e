/**
 * Runs the official MCP conformance suite for authorization servers against an issuer.
 *
 * `node authorization.mjs --url ISSUER --client-id ID --resource URL --port PORT` passes the suite's output through and
 * writes the URL at which a person is to allow the client to the standard error, as a line of its own; whoever runs the
 * script sees to it that the answer goes to `http://127.0.0.1:PORT/callback`. It then prints one line of JSON with the
 * suite's verdict and ends with the suite's own status.
 */
import { installed, options, report, run, temporaryHome } from './harness.mjs';
import { verdict } from './verdict.mjs';

const QUESTION = /^http\S+[?&]code_challenge=\S+$/m;

const chosen = options({
  'client-id': { type: 'string' },
  resource: { type: 'string' },
  port: { type: 'string' },
  'timeout-ms': { type: 'string', default: '120000' },
});

await report(chosen.timeoutMs, async (seen, signal) => {
  const issuer = new URL(chosen.url).origin;
  const args = [installed('conformance-next', 'dist', 'index.js'), 'authorization', '--url', issuer];
  args.push('--client-id', chosen['client-id'], '--resource', chosen.resource, '-p', chosen.port);
  const { status, stdout } = await run(temporaryHome(), process.execPath, args, { signal, echo: true, heard: asker() });
  Object.assign(seen, { ...verdict(stdout, ''), status });
  return status ?? 1;
});

function asker() {
  let asked = false;
  return (output) => {
    const question = asked ? null : QUESTION.exec(output);
    if (question) {
      asked = true;
      console.error(question[0]);
    }
  };
}
