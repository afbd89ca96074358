import { generateKeyPairSync, randomBytes } from "node:crypto";
import type { ClientMetadata, Configuration } from "oidc-provider";
import { people } from "./people";

export type ProviderOptions = {
  /** Origin of the product, below which the clients' callbacks are. */
  appUrl: string;
  /** Of every client. */
  secret: string;
};

function client(id: string, door: "desk" | "console", { appUrl, secret }: ProviderOptions): ClientMetadata {
  return {
    client_id: id,
    client_secret: secret,
    redirect_uris: [`${appUrl}/${door}/sign-in/oidc/callback`],
    grant_types: ["authorization_code"],
    response_types: ["code"],
    token_endpoint_auth_method: "client_secret_post",
  };
}

function signingKey() {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2_048 });
  return {
    ...privateKey.export({ format: "jwk" }),
    use: "sig",
    alg: "RS256",
    kid: randomBytes(8).toString("hex"),
  };
}

/** oidc-provider as the product meets it: PKCE demanded, claims in the ID token, nobody asked for consent. */
export function configurationOf(options: ProviderOptions): Configuration {
  return {
    clients: [
      client("desk", "desk", options),
      client("console", "console", options),
      // Some other product of the same organization, whose tokens are none of ours.
      client("other", "desk", options),
    ],
    jwks: { keys: [signingKey()] },
    cookies: { keys: [randomBytes(32).toString("base64url")] },
    pkce: { required: () => true },
    conformIdTokenClaims: false,
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["preferred_username"] },
    features: { devInteractions: { enabled: false } },
    findAccount: (_context, sub) => {
      if (!people.has(sub)) return undefined;
      return { accountId: sub, claims: () => ({ ...people.get(sub), sub }) };
    },
    loadExistingGrant: async ({ oidc }) => {
      const { client: asking, session, provider, params } = oidc;
      const grant = new provider.Grant({
        clientId: asking?.clientId ?? "",
        accountId: session?.accountId ?? "",
      });
      grant.addOIDCScope(typeof params?.["scope"] === "string" ? params["scope"] : "openid");
      await grant.save();
      return grant;
    },
  };
}
