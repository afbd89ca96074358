import { durations } from "@/lib/config/durations";

const second = 1_000;

/**
 * How long one attempt to send a card may take: token, entity and message each within their time-out, and the retries
 * in between. After this another worker takes it for crashed; if it was not, the uuid makes the two one message.
 */
export const attemptLease = 3 * durations.feishuTimeout + 6 * second;

/** A channel that could not send is tried again this long after, by the next card that is due. */
export const brokenChannelProbe = 10 * 60 * second;

const longestBackoff = 5 * 60 * second;

/** How long to wait after the `attempts`-th failure: 2 s, 4 s, 8 s … up to 5 min, at least what Feishu asks for, and up to a quarter more, so that many do not come back at once. */
export function backoff(attempts: number, retryAfterMs: number | null): number {
  const own = Math.min(second * 2 ** attempts, longestBackoff);
  return Math.max(own, retryAfterMs ?? 0) * (1 + Math.random() / 4);
}

/** `now` as it was given, moved on by what has really passed since. */
export function runningTime(now: Date): () => Date {
  const startedAt = performance.now();
  return () => new Date(now.getTime() + (performance.now() - startedAt));
}

/** How long to wait when the mail server has been failing for `failingFor`: half as long again, between 30 s and 5 min. */
export function mailRetry(failingFor: number): number {
  return Math.min(Math.max(failingFor / 2, 30 * second), longestBackoff);
}
