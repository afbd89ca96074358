import {
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from "openid-client";
import { z } from "zod";
import { environment } from "@/lib/config/environment";
import {
  attemptCookieName,
  attemptCookieOf,
  attemptPrefix,
  isSameAttempt,
  surplusAttemptsOf,
} from "@/lib/identity/attempt-cookie";
import type { SignInDoor } from "@/lib/identity/contract";
import { oidcProvider } from "@/lib/identity/internal/oidc-provider";
import { oidcRefusal } from "@/lib/identity/internal/oidc-refusal";
import { requireOidcSettings } from "@/lib/identity/oidc-settings";
import { returnAddress } from "@/lib/identity/return-address";
import { openContent, sealContent } from "@/lib/identity/sealed-content";

/** A longer address would make those cookies too large for one request. */
const LONGEST_RETURN = 600;

const contentSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  returnTo: z.string(),
  startedAt: z.number(),
});

/** What a browser kept of a sign-in that it began here. */
export type OidcAttempt = { state: string; nonce: string; verifier: string; returnTo: string };

type StartedAttempt = { authorizeUrl: string; cookieName: string; cookieValue: string };

/** The page that opens first behind a door. */
export const rootOf = (door: SignInDoor) => (door === "staff" ? "/desk" : "/console");

const prefix = (door: SignInDoor) => attemptPrefix(`${door}.oidc`);
const boundTo = (door: SignInDoor) => `oidc-attempt ${door}`;

/** Where the provider sends the browser back to; it is registered there. */
export function oidcCallbackUrl(door: SignInDoor): string {
  return `${environment().APP_URL}${rootOf(door)}/sign-in/oidc/callback`;
}

function returnTarget(door: SignInDoor, askedFor: string | null): string {
  const target = returnAddress(askedFor, rootOf(door));
  return target.length > LONGEST_RETURN ? rootOf(door) : target;
}

/**
 * Begins a sign-in at the door's provider. State, nonce, PKCE verifier and the page asked for stay in this browser, in a
 * sealed cookie of this attempt alone, so that several tabs can sign in at once and nobody else's callback is accepted
 * here. With `afresh` the provider is to ask who it is, also if it knows somebody already.
 *
 * @throws AppError NOT_FOUND `identity.oidc_not_configured`; UPSTREAM_FAILED `identity.oidc_provider_down` and its like.
 */
export async function startOidcAttempt(
  door: SignInDoor,
  { askedFor, afresh = false }: { askedFor: string | null; afresh?: boolean },
  now: Date,
): Promise<StartedAttempt> {
  const settings = requireOidcSettings(door);
  const provider = await oidcProvider(door, settings, now).catch((thrown: unknown) => {
    throw oidcRefusal(thrown);
  });
  const [state, nonce, verifier] = [randomState(), randomNonce(), randomPKCECodeVerifier()];
  const url = buildAuthorizationUrl(provider, {
    redirect_uri: oidcCallbackUrl(door),
    // Principals have no address; of the service team it is needed once.
    scope: door === "staff" ? "openid email" : "openid",
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    ...(afresh ? { prompt: "login" } : {}),
  });
  const returnTo = returnTarget(door, askedFor);
  return {
    authorizeUrl: url.href,
    cookieName: attemptCookieName(prefix(door), state, now),
    cookieValue: sealContent({ state, nonce, verifier, returnTo, startedAt: now.getTime() }, boundTo(door)),
  };
}

/** The cookie of the attempt with this state, among the names a browser sent; undefined when it has none. */
export function oidcAttemptCookie(
  door: SignInDoor,
  cookieNames: readonly string[],
  state: string,
): string | undefined {
  return attemptCookieOf(prefix(door), cookieNames, state);
}

/** The attempts a browser should forget to make room for one more: the oldest of them. */
export function surplusOidcAttempts(door: SignInDoor, cookieNames: readonly string[]): string[] {
  return surplusAttemptsOf(prefix(door), cookieNames);
}

/** What was kept for the attempt this callback belongs to; null when it is not this browser's, not this door's or too old. */
export function finishOidcAttempt(
  door: SignInDoor,
  state: string,
  cookieValue: string,
  now: Date,
): OidcAttempt | null {
  const content = openContent(contentSchema, cookieValue, boundTo(door));
  if (content === null || !isSameAttempt(state, content, now)) return null;
  const { nonce, verifier, returnTo } = content;
  return { state: content.state, nonce, verifier, returnTo };
}
