import {
  allowInsecureRequests,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  discovery,
  enableNonRepudiationChecks,
} from "openid-client";
import { durations } from "@/lib/config/durations";
import type { SignInDoor } from "@/lib/identity/contract";
import type { OidcSettings } from "@/lib/identity/oidc-settings";

type Known = { provider: Promise<Configuration>; askedAt: number };

const known = new Map<SignInDoor, Known>();

/** By the way the provider announces; without a word of it, by the one that OpenID Connect Discovery 1.0 §3 takes for announced. */
function authentication(secret: string): ClientAuth {
  const [post, basic] = [ClientSecretPost(secret), ClientSecretBasic(secret)];
  return (server, ...request) => {
    const takesPost = server.token_endpoint_auth_methods_supported?.includes("client_secret_post") === true;
    (takesPost ? post : basic)(server, ...request);
  };
}

async function discover({ issuer, clientId, clientSecret }: OidcSettings): Promise<Configuration> {
  const url = new URL(issuer);
  const isPlain = url.protocol === "http:";
  return discovery(url, clientId, undefined, authentication(clientSecret), {
    timeout: durations.oidcTimeout / 1_000,
    // The signature of an ID token is checked too, not only the connection it came by.
    execute: [enableNonRepudiationChecks, ...(isPlain ? [allowInsecureRequests] : [])],
  });
}

/**
 * What a door's provider tells of itself, asked at most once an hour; those who need it at the same time ask once. A
 * failure is not kept: the next who comes asks again.
 */
export async function oidcProvider(
  door: SignInDoor,
  settings: OidcSettings,
  now: Date,
): Promise<Configuration> {
  const held = known.get(door);
  if (held && Math.abs(now.getTime() - held.askedAt) < durations.oidcDiscovery) return held.provider;
  const asked = { provider: discover(settings), askedAt: now.getTime() };
  known.set(door, asked);
  try {
    return await asked.provider;
  } catch (thrown) {
    if (known.get(door) === asked) known.delete(door);
    throw thrown;
  }
}

/** Lets the next sign-in ask again what the provider tells of itself: something failed, and it may have changed. */
export function forgetOidcProvider(door: SignInDoor): void {
  known.delete(door);
}
