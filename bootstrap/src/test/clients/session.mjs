/** The one session that both generations of the TypeScript SDK's client are put through. */
import { setTimeout as pause } from 'node:timers/promises';
import { options, report } from './harness.mjs';

/** What a client declares whose user can be asked to open a page. */
export const CAN_BE_ASKED = { elicitation: { url: {} } };

const URL_ELICITATION_REQUIRED = -32042;

const CALL_OPTIONS = {
  call: { type: 'string', optional: true },
  arguments: { type: 'string', default: '{}' },
  'await-list-changed': { type: 'boolean', default: false },
  'await-connection': { type: 'boolean', default: false },
};

/**
 * Reads the command line and runs the session of the client that `connect(options, fetch)` makes: all pages of tools,
 * a ping in the legacy era, `--call NAME --arguments JSON` if given. With `--await-list-changed` it then writes
 * `listening` to the standard error, waits for `notifications/tools/list_changed` and lists once more. `connect`
 * resolves to `{client, about, subscribe}`: what is known of the connection, and `subscribe(listener)`, which
 * resolves once changes of the list will reach the listener.
 *
 * With `--await-connection` the client declares that its user can be asked to open a page. Asked, it writes `connect URL`
 * to the standard error; it calls as soon as it may, or when it is told that it is done. For this `connect` resolves to
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
      const call = () => client.callTool({ name: chosen.call, arguments: JSON.parse(chosen.arguments) });
      seen.result = await (chosen['await-connection'] ? whenConnected(call, connected, seen) : call());
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

async function whenConnected(call, { asked, completed }, seen) {
  const open = (params) => {
    seen.asked = params;
    console.error(`connect ${params.url}`);
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
  while (!seen.wire.includes('GET 200')) {
    await pause(10);
  }
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

/** A `fetch` that notes each exchange as "POST tools/list 200". */
function recording(wire) {
  return async (url, init) => {
    const response = await fetch(url, init);
    const method = init?.body ? JSON.parse(init.body).method : undefined;
    wire.push([init?.method ?? 'GET', method, response.status].filter((part) => part !== undefined).join(' '));
    return response;
  };
}
