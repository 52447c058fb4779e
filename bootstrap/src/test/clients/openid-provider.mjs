/**
 * A certified OpenID Connect provider for one test: whoever signs in as an address is its owner.
 *
 *   node openid-provider.mjs --port P --redirect URI --client ID --secret S --lifetime SECONDS
 *
 * It says what it does, a line each: `token TOKEN PERSON`, `renewed PERSON`, `refused ERROR`.
 */
import { parseArgs } from 'node:util';
import { Provider } from 'oidc-provider';

const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    redirect: { type: 'string' },
    client: { type: 'string' },
    secret: { type: 'string' },
    lifetime: { type: 'string' },
  },
});

const provider = new Provider(`http://localhost:${values.port}`, {
  clients: [
    {
      client_id: values.client,
      client_secret: values.secret,
      redirect_uris: [values.redirect],
      response_types: ['code'],
      grant_types: ['authorization_code', 'refresh_token'],
    },
  ],
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
  findAccount: (context, id) => ({
    accountId: id,
    claims: () => ({ sub: id, email: id, email_verified: !id.startsWith('unverified'), name: id }),
  }),
  issueRefreshToken: () => true,
  rotateRefreshToken: true,
  ttl: { AccessToken: Number(values.lifetime) },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (context, interaction) => `/interaction/${interaction.uid}` },
  async loadExistingGrant(context) {
    const grant = new provider.Grant({
      clientId: context.oidc.client.clientId,
      accountId: context.oidc.session.accountId,
    });
    grant.addOIDCScope('openid email profile');
    await grant.save();
    return grant;
  },
});

provider.on('access_token.saved', (token) => console.log(`token ${token.jti} ${token.accountId}`));
provider.on('refresh_token.consumed', (token) => console.log(`renewed ${token.accountId}`));
provider.on('grant.error', (context, error) => console.log(`refused ${error.message}`));

provider.use(async (context, next) => {
  if (!context.path.startsWith('/interaction/')) {
    await next();
  } else if (context.method === 'POST') {
    let form = '';
    for await (const chunk of context.req) {
      form += chunk;
    }
    const login = { accountId: new URLSearchParams(form).get('login') };
    await provider.interactionFinished(context.req, context.res, { login });
  } else {
    context.type = 'html';
    context.body =
      '<!doctype html><html lang="en"><title>Harbour ID</title><link rel="icon" href="data:,">' +
      '<form method="post"><label>Address <input name="login"></label> <button>Sign in</button></form>';
  }
});

provider.listen(Number(values.port), 'localhost', () => console.log('ready'));
