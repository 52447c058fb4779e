/**
 * A session of the official TypeScript SDK's version 2, which speaks both eras.
 *
 * `node ts-v2.mjs --mode legacy|auto|modern --url URL --token TOKEN [--call NAME --arguments JSON]
 * [--call-timeout-ms N] [--await-list-changed] [--can-be-asked]` prints one line of JSON. `modern` accepts nothing but
 * the pinned revision; `auto` asks for it and falls back.
 */
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { CAN_BE_ASKED, session } from './session.mjs';

const MODES = { legacy: 'legacy', auto: 'auto', modern: { pin: '2026-07-28' } };

const MODE = { type: 'string', choices: Object.keys(MODES) };

await session({ mode: MODE }, async ({ url, token, mode, 'can-be-asked': canBeAsked }, fetch) => {
  const client = new Client(
    { name: 'ts-v2', version: '1.0.0' },
    { capabilities: canBeAsked ? CAN_BE_ASKED : {}, versionNegotiation: { mode: MODES[mode] } },
  );
  const transport = new StreamableHTTPClientTransport(new URL(url), {
    requestInit: { headers: { Authorization: `Bearer ${token}` } },
    fetch,
  });
  await client.connect(transport);
  const era = client.getProtocolEra();
  return {
    client,
    about: { protocolVersion: client.getNegotiatedProtocolVersion(), era, server: client.getServerVersion() },
    asked: async (listener) => client.setRequestHandler('elicitation/create', ({ params }) => listener(params)),
    callTool: (params, options) => client.callTool(params, options),
    completed: async (listener) =>
      client.setNotificationHandler('notifications/elicitation/complete', ({ params }) =>
        listener(params.elicitationId),
      ),
    async subscribe(listener) {
      client.setNotificationHandler('notifications/tools/list_changed', () => listener());
      if (era === 'modern') {
        await client.listen({ toolsListChanged: true });
      }
    },
  };
});
