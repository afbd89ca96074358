import { createHash, timingSafeEqual } from "node:crypto";
import { durations } from "@/lib/config/durations";
import { cookiesAreSecure } from "@/lib/identity/door";

/** Tabs that sign in at the same time; beyond them the oldest attempt is forgotten, so that cookies stay few. */
const ATTEMPTS_KEPT = 5;

const endOf = (state: string): string =>
  `.${createHash("sha256").update(state).digest("base64url").slice(0, 16)}`;

/** What the cookies of one kind of attempt begin with: never readable by a page of another path where cookies are secure. */
export const attemptPrefix = (kind: string): string =>
  `${cookiesAreSecure() ? "__Host-" : ""}ailink.${kind}.`;

/** The name of an attempt's own cookie: names sort by when it began. */
export const attemptCookieName = (prefix: string, state: string, now: Date): string =>
  `${prefix}${now.getTime().toString(36)}${endOf(state)}`;

/** The cookie of the attempt with this state, among the names a browser sent; undefined when it has none. */
export function attemptCookieOf(
  prefix: string,
  cookieNames: readonly string[],
  state: string,
): string | undefined {
  return cookieNames.find((name) => name.startsWith(prefix) && name.endsWith(endOf(state)));
}

/** The attempts a browser should forget to make room for one more: the oldest of them. */
export function surplusAttemptsOf(prefix: string, cookieNames: readonly string[]): string[] {
  return cookieNames
    .filter((name) => name.startsWith(prefix))
    .toSorted()
    .toReversed()
    .slice(ATTEMPTS_KEPT - 1);
}

/** Whether a callback brought the state that was kept, and in time. */
export function isSameAttempt(state: string, kept: { state: string; startedAt: number }, now: Date): boolean {
  if (now.getTime() - kept.startedAt > durations.signInAttempt) return false;
  const [given, known] = [Buffer.from(state), Buffer.from(kept.state)];
  return given.length === known.length && timingSafeEqual(given, known);
}

/** How an attempt's cookie is kept: out of reach of scripts, sent when the way leads back, forgotten when it is too old. */
export function attemptCookieOptions() {
  const maxAge = durations.signInAttempt / 1_000;
  return { httpOnly: true, sameSite: "lax", path: "/", secure: cookiesAreSecure(), maxAge } as const;
}
