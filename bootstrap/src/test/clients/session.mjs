/** The one session that both generations of the TypeScript SDK's client are put through. */
import { options, report } from './harness.mjs';

const CALL_OPTIONS = {
  call: { type: 'string', optional: true },
  arguments: { type: 'string', default: '{}' },
  'await-list-changed': { type: 'boolean', default: false },
};

/**
 * Reads the command line and runs the session of the client that `connect(options, fetch)` makes: all pages of tools,
 * a ping in the legacy era, `--call NAME --arguments JSON` if given. With `--await-list-changed` it then writes
 * `listening` to the standard error, waits for `notifications/tools/list_changed` and lists once more. `connect`
 * resolves to `{client, about, subscribe}`: what is known of the connection, and `subscribe(listener)`, which
 * resolves once changes of the list will reach the listener.
 */
export async function session(extraOptions, connect) {
  const chosen = options({ ...CALL_OPTIONS, ...extraOptions });
  await report(chosen.timeoutMs, async (seen) => {
    seen.wire = [];
    const { client, about, subscribe } = await connect(chosen, recording(seen.wire));
    Object.assign(seen, about);
    seen.tools = await toolNames(client);
    if (seen.era === 'legacy') {
      await client.ping();
      seen.ping = true;
    }
    if (chosen.call) {
      seen.result = await client.callTool({ name: chosen.call, arguments: JSON.parse(chosen.arguments) });
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
