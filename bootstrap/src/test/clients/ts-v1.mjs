/**
 * A session of the official TypeScript SDK's version 1, which speaks the legacy era only.
 *
 * `node ts-v1.mjs --url URL --token TOKEN [--call NAME --arguments JSON] [--await-list-changed]
 * [--await-connection]` prints one line of JSON.
 */
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import {
  ElicitationCompleteNotificationSchema,
  ToolListChangedNotificationSchema,
} from '@modelcontextprotocol/sdk/types.js';
import { CAN_BE_ASKED, session } from './session.mjs';

await session({}, async ({ url, token, 'await-connection': canBeAsked }, fetch) => {
  const client = new Client({ name: 'ts-v1', version: '1.0.0' }, { capabilities: canBeAsked ? CAN_BE_ASKED : {} });
  const transport = new StreamableHTTPClientTransport(new URL(url), {
    requestInit: { headers: { Authorization: `Bearer ${token}` } },
    fetch,
  });
  await client.connect(transport);
  return {
    client,
    about: { protocolVersion: transport.protocolVersion, era: 'legacy', server: client.getServerVersion() },
    completed: async (listener) =>
      client.setNotificationHandler(ElicitationCompleteNotificationSchema, ({ params }) =>
        listener(params.elicitationId),
      ),
    subscribe: async (listener) => client.setNotificationHandler(ToolListChangedNotificationSchema, () => listener()),
  };
});
