import { randomBytes } from "node:crypto";
import { z } from "zod";
import { returnPath } from "@/lib/channels/return-path";
import { environment } from "@/lib/config/environment";
import { authorizeUrl, newPkce } from "@/lib/feishu/oauth";
import {
  attemptCookieName,
  attemptCookieOf,
  attemptPrefix,
  isSameAttempt,
  surplusAttemptsOf,
} from "@/lib/identity/attempt-cookie";
import { openContent, sealContent } from "@/lib/identity/sealed-content";

const contentSchema = z.object({
  state: z.string(),
  verifier: z.string(),
  returnTo: z.string(),
  startedAt: z.number(),
});

type StartedAttempt = { authorizeUrl: string; cookieName: string; cookieValue: string };

const prefix = () => attemptPrefix("attempt");
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
  return {
    authorizeUrl: authorizeUrl({ appId, redirectUri: callbackUrl(appId), state, codeChallenge: challenge }),
    cookieName: attemptCookieName(prefix(), state, now),
    cookieValue: sealContent(content, boundTo(appId)),
  };
}

/** The cookie of the attempt with this state, among the names a browser sent; undefined when it has none. */
export function attemptCookie(cookieNames: readonly string[], state: string): string | undefined {
  return attemptCookieOf(prefix(), cookieNames, state);
}

/** The attempts a browser should forget to make room for one more: the oldest of them. */
export function surplusAttempts(cookieNames: readonly string[]): string[] {
  return surplusAttemptsOf(prefix(), cookieNames);
}

/** What was kept for the attempt this callback belongs to; null when it is not this browser's, not this channel's or too old. */
export function finishAttempt(appId: string, state: string, cookieValue: string, now: Date) {
  const content = openContent(contentSchema, cookieValue, boundTo(appId));
  if (content === null || !isSameAttempt(state, content, now)) return null;
  return { codeVerifier: content.verifier, returnTo: content.returnTo };
}
