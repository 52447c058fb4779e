/**
 * A session of the official TypeScript SDK's version 2, which speaks both eras.
 *
 * `node ts-v2.mjs --mode legacy|auto|modern --url URL --token TOKEN [--call NAME --arguments JSON]
 * [--await-list-changed]` prints one line of JSON. `modern` accepts nothing but the pinned revision; `auto` asks for
 * it and falls back.
 */
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { session } from './session.mjs';

const MODES = { legacy: 'legacy', auto: 'auto', modern: { pin: '2026-07-28' } };

await session({ mode: { type: 'string', choices: Object.keys(MODES) } }, async ({ url, token, mode }, fetch) => {
  const client = new Client({ name: 'ts-v2', version: '1.0.0' }, { versionNegotiation: { mode: MODES[mode] } });
  const transport = new StreamableHTTPClientTransport(new URL(url), {
    requestInit: { headers: { Authorization: `Bearer ${token}` } },
    fetch,
  });
  await client.connect(transport);
  const era = client.getProtocolEra();
  return {
    client,
    about: { protocolVersion: client.getNegotiatedProtocolVersion(), era, server: client.getServerVersion() },
    async subscribe(listener) {
      client.setNotificationHandler('notifications/tools/list_changed', () => listener());
      if (era === 'modern') {
        await client.listen({ toolsListChanged: true });
      }
    },
  };
});
