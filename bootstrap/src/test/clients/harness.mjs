/**
 * What the scripts of this directory share: their arguments, their one line of JSON, their deadline, their child
 * processes.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const DIRECTORY = path.dirname(fileURLToPath(import.meta.url));
const COMMON_OPTIONS = {
  url: { type: 'string' },
  token: { type: 'string', default: process.env.TOKEN },
  'timeout-ms': { type: 'string', default: '30000' },
};

// Without an exit of our own a terminated script would leave its child processes and directories behind.
process.once('SIGTERM', () => process.exit(143));

/** Whether the module is the script that was started, rather than an import of another one. */
export function isMain(meta) {
  return realpathSync(process.argv[1]) === fileURLToPath(meta.url);
}

/**
 * Reads the command line. Every script takes `--url`, `--token` (by default the environment's TOKEN) and
 * `--timeout-ms`; `extra` adds more in the form of `util.parseArgs`, where `optional` ones may be absent and
 * `choices` lists what is allowed. Ends the process with status 2 if an option is missing or wrong.
 */
export function options(extra = {}) {
  const known = { ...COMMON_OPTIONS, ...extra };
  try {
    const { values } = parseArgs({ options: known });
    Object.entries(known).forEach(([name, option]) => check(name, option, values[name]));
    return { ...values, url: new URL(values.url).href, timeoutMs: Number(values['timeout-ms']) };
  } catch (problem) {
    console.error(`${path.basename(process.argv[1])}: ${problem.message}`);
    process.exit(2);
  }
}

function check(name, { optional, choices }, value) {
  if (value === undefined && !optional) {
    throw new Error(`--${name} is missing`);
  }
  if (value !== undefined && choices && !choices.includes(value)) {
    throw new Error(`--${name} is ${value}, but must be one of ${choices.join(', ')}`);
  }
}

/** Prints one line of JSON. */
export function print(value) {
  console.log(JSON.stringify(value));
}

/** Path of a file below this directory's `node_modules`. */
export function installed(...segments) {
  return path.join(DIRECTORY, 'node_modules', ...segments);
}

/**
 * Runs `work(seen, signal)`, prints the JSON line of what it put into `seen` and ends the process: with the status
 * that `work` resolves to, by default 0, or with 1 if it failed or took longer than `timeoutMs`, when `signal`
 * aborts. A failure's line has an `error` besides.
 */
export async function report(timeoutMs, work) {
  const seen = {};
  const deadline = new AbortController();
  const late = new Promise((_, reject) => {
    deadline.signal.addEventListener('abort', () => reject(deadline.signal.reason));
  });
  setTimeout(() => deadline.abort(new Error(`not done after ${timeoutMs} ms`)), timeoutMs);
  try {
    const status = await Promise.race([work(seen, deadline.signal), late]);
    print(seen);
    process.exit(status ?? 0);
  } catch (problem) {
    print({ ...seen, error: describe(problem) });
    process.exit(1);
  }
}

function describe(problem) {
  const causes = [];
  for (let cause = problem; cause; cause = cause.cause) {
    causes.push(cause.message ?? String(cause));
  }
  return causes.join(': ');
}

/** Makes an empty directory to be a program's home, which is deleted when this process ends. */
export function temporaryHome() {
  const home = mkdtempSync(path.join(os.tmpdir(), 'mcp-client-'));
  process.on('exit', () => rmSync(home, { recursive: true, force: true, maxRetries: 3 }));
  return home;
}

/**
 * Runs a program in `home` with none of the caller's environment but PATH, so that no setting of this machine counts.
 * Resolves to `{status, stdout, stderr}` whatever the status is; `echo` also passes the output on as it comes, and
 * `heard` is told all of the output so far whenever there is more. The program is killed when `signal` aborts
 * or this process ends.
 */
export async function run(home, program, args, { signal, env = {}, echo = false, heard = () => {} }) {
  const child = spawn(program, args, {
    cwd: home,
    env: { PATH: process.env.PATH, HOME: home, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
    killSignal: 'SIGKILL',
  });
  process.on('exit', () => child.kill('SIGKILL'));
  const output = { stdout: '', stderr: '' };
  for (const name of Object.keys(output)) {
    child[name].setEncoding('utf8').on('data', (text) => {
      output[name] += text;
      if (echo) {
        process[name].write(text);
      }
      heard(output.stdout + output.stderr);
    });
  }
  const [status] = await once(child, 'close');
  return { status, ...output };
}
