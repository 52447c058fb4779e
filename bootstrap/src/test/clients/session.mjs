/** The one session that both generations of the TypeScript SDK's client are put through. */
import { setTimeout as pause } from 'node:timers/promises';
import { options, report } from './harness.mjs';

/** What a client declares whose user can be asked to open a page. */
export const CAN_BE_ASKED = { elicitation: { url: {} } };

const URL_ELICITATION_REQUIRED = -32042;
const TIMED_OUT = [-32001, 'REQUEST_TIMEOUT'];

const CALL_OPTIONS = {
  call: { type: 'string', optional: true },
  arguments: { type: 'string', default: '{}' },
  'call-timeout-ms': { type: 'string', default: '60000' },
  'await-list-changed': { type: 'boolean', default: false },
  'can-be-asked': { type: 'boolean', default: false },
};

/**
 * Reads the command line and runs the session of the client that `connect(options, fetch)` makes: all pages of tools,
 * a ping in the legacy era, `--call NAME --arguments JSON` if given. With `--await-list-changed` it then writes
 * `listening` to the standard error, waits for `notifications/tools/list_changed` and lists once more. `connect`
 * resolves to `{client, about, callTool, subscribe}`: what is known of the connection, `callTool(params, options)`, and
 * `subscribe(listener)`, which resolves once changes of the list will reach the listener.
 *
 * A call that makes no progress for `--call-timeout-ms` is given up, which `gaveUp` tells; `progress` has the messages
 * that came meanwhile.
 *
 * With `--can-be-asked` the client declares that its user can be asked to open a page. Asked, it writes `open URL` to the
 * standard error; it calls as soon as it may, or when it is told that it is done. For this `connect` resolves to
 * `asked(listener)` too, whose listener is handed the parameters of what the modern era asks for and returns the answer,
 * and `completed(listener)`, whose listener is handed the id of what the legacy era has asked for and is done.
 */
export async function session(extraOptions, connect) {
  const chosen = options({ ...CALL_OPTIONS, ...extraOptions });
  await report(chosen.timeoutMs, async (seen) => {
    seen.wire = [];
    const connected = await connect(chosen, recording(seen.wire));
    const { client, about, subscribe } = connected;
    Object.assign(seen, about);
    seen.tools = await toolNames(client);
    if (seen.era === 'legacy') {
      await client.ping();
      seen.ping = true;
    }
    if (chosen.call) {
      await called(chosen, connected, seen);
    }
    if (chosen['await-list-changed']) {
      await listChanged(subscribe);
      seen.toolsAfterChange = await toolNames(client);
    }
    await client.close();
  });
}

async function toolNames(client) {
  const names = [];
  let cursor;
  do {
    const page = await client.listTools({ cursor }, { cacheMode: 'refresh' });
    names.push(...page.tools.map(({ name }) => name));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return names;
}

async function called(chosen, connected, seen) {
  seen.progress = [];
  const params = { name: chosen.call, arguments: JSON.parse(chosen.arguments) };
  const call = () =>
    connected.callTool(params, {
      timeout: Number(chosen['call-timeout-ms']),
      resetTimeoutOnProgress: true,
      onprogress: ({ message }) => seen.progress.push(message),
    });
  try {
    seen.result = await (chosen['can-be-asked'] ? whenAllowed(call, connected, seen) : call());
  } catch (problem) {
    if (!TIMED_OUT.includes(problem.code)) {
      throw problem;
    }
    seen.gaveUp = problem.message;
    await (seen.era === 'legacy' && written(seen.wire, 'POST notifications/cancelled 202'));
  }
}

async function whenAllowed(call, { asked, completed }, seen) {
  const open = (params) => {
    seen.asked = params;
    console.error(`open ${params.url}`);
  };
  if (seen.era === 'modern') {
    await asked((params) => {
      open(params);
      return { action: 'accept' };
    });
    return call();
  }
  const { promise, resolve } = Promise.withResolvers();
  await completed((id) => {
    seen.completed = id;
    resolve();
  });
  await written(seen.wire, 'GET 200');
  try {
    return await call();
  } catch (problem) {
    if (problem.code !== URL_ELICITATION_REQUIRED) {
      throw problem;
    }
    open(problem.data.elicitations[0]);
  }
  await promise;
  return call();
}

async function listChanged(subscribe) {
  const { promise, resolve } = Promise.withResolvers();
  await subscribe(resolve);
  console.error('listening');
  await promise;
}

/** Waits until that exchange is noted. */
async function written(wire, exchange) {
  while (!wire.includes(exchange)) {
    await pause(10);
  }
}

/** A `fetch` that notes each exchange as "POST tools/list 200". */
function recording(wire) {
  return async (url, init) => {
    const response = await fetch(url, init);
    const method = init?.body ? JSON.parse(init.body).method : undefined;
    wire.push([init?.method ?? 'GET', method, response.status].filter((part) => part !== undefined).join(' '));
    return response;
  };
}
