// The company's identity provider in the tests: the certified oidc-provider, with people whom the tests change while it runs.
//
//   node server.js PORT PAGE [SECONDS]
//
// PAGE is where browsers reach the program, and SECONDS is how long an access token lasts. People sign in with their name and any
// password. The directory is at /directory: PUT /directory/NAME with {"email": …, "groups": […]}, and DELETE /directory/NAME.
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const [port, page, seconds = '600'] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;
const people = new Map();

const claimsOf = name => ({ sub: name, preferred_username: name, ...people.get(name) });

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'presence-of-mind',
      client_secret: 'the secret of the page',
      token_endpoint_auth_method: 'client_secret_post',
      redirect_uris: [`${page}sign-in/openid/callback`],
      post_logout_redirect_uris: [`${page}sign-in`],
      grant_types: ['authorization_code', 'refresh_token'],
    },
    {
      client_id: 'robot',
      client_secret: 'the secret of the robot',
      token_endpoint_auth_method: 'client_secret_post',
      redirect_uris: [],
      response_types: [],
      grant_types: ['client_credentials'],
    },
  ],
  claims: { openid: ['sub'], profile: ['preferred_username'], email: ['email', 'email_verified'], groups: ['groups'] },
  cookies: { keys: ['only for tests'] },
  features: {
    devInteractions: { enabled: true },
    clientCredentials: { enabled: true },
    rpInitiatedLogout: { enabled: true },
    resourceIndicators: {
      enabled: true,
      getResourceServerInfo: (context, resource) => ({
        audience: resource,
        scope: '',
        accessTokenFormat: 'jwt',
        accessTokenTTL: Number(seconds),
        jwt: { sign: { alg: 'RS256' } },
      }),
    },
  },
  pkce: { required: () => true },
  ttl: { AccessToken: Number(seconds) },
  findAccount: (context, name) => people.has(name) ? { accountId: name, claims: () => claimsOf(name) } : undefined,
  extraTokenClaims: (context, token) => token.kind === 'ClientCredentials' ? { groups: ['robots'] } : undefined,

  // The company trusts its own program, so nobody is asked.
  loadExistingGrant: async context => {
    const grant = new context.oidc.provider.Grant({
      clientId: context.oidc.client.clientId, accountId: context.oidc.session.accountId,
    });
    grant.addOIDCScope('openid profile email groups offline_access');
    await grant.save();
    return grant;
  },
});

const handle = provider.callback();
createServer(async (request, response) => {
  const [, folder, name] = request.url.split('/');
  if (folder !== 'directory') {
    handle(request, response);
    return;
  }

  if (request.method === 'DELETE') {
    people.delete(name);
  } else {
    let body = '';
    for await (const part of request) {
      body += part;
    }
    people.set(name, JSON.parse(body));
  }
  response.writeHead(204).end();
}).listen(Number(port), '127.0.0.1', () => console.log(`ready at ${issuer}`));
