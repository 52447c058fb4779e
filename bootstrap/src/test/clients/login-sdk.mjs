/**
 * How a program that is built on the official TypeScript SDK logs in: with the SDK's own OAuth, and a page of the
 * program's own that the browser is sent back to.
 */
import { createServer } from 'node:http';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Connects and lists the tools. In the step `login` a person is asked, by `ask(url)`, where the SDK wants that; in
 * `refresh` the access token is forgotten first, so that the refresh token must do; in `again` all is as it was left.
 * What the SDK wants to be remembered is kept in `home`. Resolves to a text that says how it went.
 */
export async function connect({ Client, Transport, UnauthorizedError }, { url, home, step, ask }) {
  const page = createServer();
  page.listen(0, '127.0.0.1');
  await once(page, 'listening');
  const provider = remembering(path.join(home, 'oauth.json'), page.address().port, ask);
  if (step === 'refresh') {
    provider.expire();
  }
  const open = async () => {
    const client = new Client({ name: 'sdk', version: '1.0.0' });
    const transport = new Transport(new URL(url), { authProvider: provider });
    try {
      await client.connect(transport);
      const { tools } = await client.listTools();
      await client.close();
      return `connected, ${tools.length} tools`;
    } catch (problem) {
      if (!(problem instanceof UnauthorizedError)) {
        throw problem;
      }
      return transport;
    }
  };
  let opened = await open();
  if (typeof opened !== 'string' && step !== 'login') {
    opened = 'asks to log in again';
  } else if (typeof opened !== 'string') {
    const [request, response] = await once(page, 'request');
    response.end('You may close this page.');
    const answer = new URL(request.url, 'http://127.0.0.1').searchParams;
    await opened.finishAuth(answer.get('code'), answer.get('iss'));
    opened = await open();
  }
  page.close();
  page.closeAllConnections();
  return opened;
}

function remembering(file, port, ask) {
  const read = () => {
    try {
      return JSON.parse(readFileSync(file, 'utf8'));
    } catch {
      return {};
    }
  };
  const remember = (name) => (value) => writeFileSync(file, JSON.stringify({ ...read(), [name]: value }));
  const redirectUrl = `http://127.0.0.1:${port}/callback`;
  return {
    redirectUrl,
    clientMetadata: {
      client_name: 'SDK program',
      redirect_uris: [redirectUrl],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
    },
    clientInformation: () => read().client,
    saveClientInformation: remember('client'),
    tokens: () => read().tokens,
    saveTokens: remember('tokens'),
    codeVerifier: () => read().verifier,
    saveCodeVerifier: remember('verifier'),
    redirectToAuthorization: (address) => ask(address.href),
    invalidateCredentials: (scope) =>
      writeFileSync(file, JSON.stringify(scope === 'tokens' ? { ...read(), tokens: undefined } : {})),
    expire: () => remember('tokens')({ ...read().tokens, access_token: 'forgotten' }),
  };
}
