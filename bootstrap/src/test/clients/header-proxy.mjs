/**
 * A loopback reverse proxy that adds `Authorization: Bearer <token>` and changes nothing else, for clients that
 * cannot send a token. Host and Origin arrive as the client wrote them, so the server behind judges the client and
 * not the proxy; it therefore sees a Host with the proxy's port. Responses are streamed as they come.
 *
 * Alone: `TOKEN=... node header-proxy.mjs --url URL` prints `{"url": "..."}`, the proxied URL, and serves until
 * killed.
 */
import http from 'node:http';
import { once } from 'node:events';
import { isMain, options, print } from './harness.mjs';

/**
 * Starts a proxy before the origin of `url`; resolves to its own URL with the same path, and a function that stops
 * it.
 */
export async function startHeaderProxy(url, token) {
  const target = new URL(url);
  const server = http.createServer((request, response) => forward(target, token, request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const proxied = new URL(target);
  proxied.host = `127.0.0.1:${server.address().port}`;
  return {
    url: proxied.href,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function forward(target, token, request, response) {
  const upstream = http.request({
    host: target.hostname,
    port: target.port || 80,
    method: request.method,
    path: request.url,
    headers: withBearer(request.rawHeaders, token),
    setHost: false,
    // The server may close a reused connection just as a request goes out, which would look like its failure.
    agent: false,
  });
  upstream.on('response', (answer) => {
    response.writeHead(answer.statusCode, answer.statusMessage, answer.rawHeaders);
    response.flushHeaders();
    answer.pipe(response);
    answer.on('error', () => response.destroy());
  });
  upstream.on('error', (failure) => refuse(response, failure));
  response.on('close', () => upstream.destroy());
  request.pipe(upstream);
}

function withBearer(rawHeaders, token) {
  const kept = rawHeaders.filter((_, index) => rawHeaders[index - (index % 2)].toLowerCase() !== 'authorization');
  return [...kept, 'Authorization', `Bearer ${token}`];
}

function refuse(response, failure) {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(502, { 'Content-Type': 'text/plain' });
  response.end(`header-proxy: the server under test did not answer: ${failure.message}\n`);
}

if (isMain(import.meta)) {
  const { url, token } = options();
  print({ url: (await startHeaderProxy(url, token)).url });
}
