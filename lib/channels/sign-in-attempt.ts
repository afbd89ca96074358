import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { returnPath } from "@/lib/channels/return-path";
import { durations } from "@/lib/config/durations";
import { environment } from "@/lib/config/environment";
import { openSecret, sealSecret } from "@/lib/config/secret-box";
import { isAppError } from "@/lib/errors/app-error";
import { authorizeUrl, newPkce } from "@/lib/feishu/oauth";
import { cookiesAreSecure } from "@/lib/identity/door";

/** Tabs that sign in at the same time; beyond them the oldest attempt is forgotten, so that cookies stay few. */
const ATTEMPTS_KEPT = 5;

const contentSchema = z.object({
  state: z.string(),
  verifier: z.string(),
  returnTo: z.string(),
  startedAt: z.number(),
});

type StartedAttempt = { authorizeUrl: string; cookieName: string; cookieValue: string };

const prefix = () => (cookiesAreSecure() ? "__Host-ailink.attempt." : "ailink.attempt.");
const nameOfState = (state: string) => createHash("sha256").update(state).digest("base64url").slice(0, 16);
const boundTo = (appId: string) => `sign-in-attempt ${appId}`;

/** Where Feishu sends the browser back to; one of the five addresses of the manual. */
export function callbackUrl(appId: string): string {
  return `${environment().APP_URL}/thirdparty/feishu/${appId}/oauth2/callback`;
}

/**
 * Begins a sign-in by redirect. State, PKCE verifier and the page asked for stay in this browser, in a sealed cookie of
 * this attempt alone, so that several tabs can sign in at once and nobody else's callback is accepted here.
 */
export function startAttempt(appId: string, askedFor: string | null, now: Date): StartedAttempt {
  const state = randomBytes(32).toString("base64url");
  const { verifier, challenge } = newPkce();
  const content = { state, verifier, returnTo: returnPath(appId, askedFor), startedAt: now.getTime() };
  const { keyId, ciphertext } = sealSecret(JSON.stringify(content), boundTo(appId));
  return {
    authorizeUrl: authorizeUrl({ appId, redirectUri: callbackUrl(appId), state, codeChallenge: challenge }),
    cookieName: `${prefix()}${now.getTime().toString(36)}.${nameOfState(state)}`,
    cookieValue: `${keyId}.${ciphertext}`,
  };
}

/** The cookie of the attempt with this state, among the names a browser sent; undefined when it has none. */
export function attemptCookie(cookieNames: readonly string[], state: string): string | undefined {
  return cookieNames.find((name) => name.startsWith(prefix()) && name.endsWith(`.${nameOfState(state)}`));
}

/** The attempts a browser should forget to make room for one more: the oldest of them. */
export function surplusAttempts(cookieNames: readonly string[]): string[] {
  return cookieNames
    .filter((name) => name.startsWith(prefix()))
    .toSorted()
    .toReversed()
    .slice(ATTEMPTS_KEPT - 1);
}

function opened(appId: string, cookieValue: string) {
  const dot = cookieValue.indexOf(".");
  try {
    const sealed = { keyId: cookieValue.slice(0, dot), ciphertext: cookieValue.slice(dot + 1) };
    return contentSchema.parse(JSON.parse(openSecret(sealed, boundTo(appId))));
  } catch (thrown) {
    // Forged, of another channel, or sealed with a key that is gone: nobody's attempt.
    if (isAppError(thrown)) return null;
    throw thrown;
  }
}

/** What was kept for the attempt this callback belongs to; null when it is not this browser's, not this channel's or too old. */
export function finishAttempt(appId: string, state: string, cookieValue: string, now: Date) {
  const content = opened(appId, cookieValue);
  if (content === null || now.getTime() - content.startedAt > durations.signInAttempt) return null;
  const [given, kept] = [Buffer.from(state), Buffer.from(content.state)];
  if (given.length !== kept.length || !timingSafeEqual(given, kept)) return null;
  return { codeVerifier: content.verifier, returnTo: content.returnTo };
}

/** How an attempt's cookie is kept: out of reach of scripts, sent when Feishu leads back, forgotten when the attempt is too old. */
export function attemptCookieOptions() {
  const maxAge = durations.signInAttempt / 1_000;
  return { httpOnly: true, sameSite: "lax", path: "/", secure: cookiesAreSecure(), maxAge } as const;
}
