/**
 * A session of the official TypeScript SDK's version 1, which speaks the legacy era only; with `--websocket` over a
 * WebSocket, which it opens with a ticket, as it can send no header there.
 *
 * `node ts-v1.mjs --url URL --token TOKEN [--call NAME --arguments JSON] [--call-timeout-ms N] [--await-list-changed]
 * [--websocket] [--can-be-asked]` prints one line of JSON.
 */
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { WebSocketClientTransport } from '@modelcontextprotocol/sdk/client/websocket.js';
import {
  ElicitationCompleteNotificationSchema,
  ToolListChangedNotificationSchema,
} from '@modelcontextprotocol/sdk/types.js';
import { CAN_BE_ASKED, session } from './session.mjs';

const EXTRA = { websocket: { type: 'boolean', default: false } };

await session(EXTRA, async ({ url, token, websocket, 'can-be-asked': canBeAsked }, fetch) => {
  const client = new Client({ name: 'ts-v1', version: '1.0.0' }, { capabilities: canBeAsked ? CAN_BE_ASKED : {} });
  const headers = { Authorization: `Bearer ${token}` };
  const transport = websocket
    ? new WebSocketClientTransport(await ticketUrl(url, headers))
    : new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers }, fetch });
  await client.connect(transport);
  return {
    client,
    about: { protocolVersion: transport.protocolVersion, era: 'legacy', server: client.getServerVersion() },
    callTool: (params, options) => client.callTool(params, undefined, options),
    completed: async (listener) =>
      client.setNotificationHandler(ElicitationCompleteNotificationSchema, ({ params }) =>
        listener(params.elicitationId),
      ),
    subscribe: async (listener) => client.setNotificationHandler(ToolListChangedNotificationSchema, () => listener()),
  };
});

/** The URL that opens one WebSocket. */
async function ticketUrl(url, headers) {
  const response = await fetch(`${url}/ticket`, { method: 'POST', headers });
  if (response.status !== 201) {
    throw new Error(`no ticket: ${response.status} ${await response.text()}`);
  }
  return new URL((await response.json()).url);
}
