import { type World, nowOf } from "../state/world";
import { rateHeaders } from "../transport/faults";
import { Refusal } from "./refusal";

/** How many calls a route takes; hitting either ceiling triggers. */
export interface RateLimit {
  perSecond?: number;
  perMinute?: number;
}

/** The level most messages, cards and tenant APIs have. */
export const LEVEL_4: RateLimit = { perSecond: 50, perMinute: 1000 };

const SECOND = 1000;
const MINUTE = 60_000;

function recentCalls(world: World, bucket: string, windowMs: number): number[] {
  const since = nowOf(world) - windowMs;
  const recent = (world.calls.get(bucket) ?? []).filter((at) => at > since);
  world.calls.set(bucket, recent);
  return recent;
}

/** Milliseconds until the window has room again, 0 if it has now. */
function waitFor(world: World, bucket: string, windowMs: number, limit: number): number {
  const recent = recentCalls(world, bucket, windowMs);
  const blocking = recent.at(-limit);
  return blocking === undefined ? 0 : blocking + windowMs - nowOf(world);
}

/** Takes a place in a window of one second, or says that there is none. */
export function takeWithinSecond(world: World, bucket: string, limit: number): boolean {
  if (waitFor(world, bucket, SECOND, limit) > 0) return false;
  recentCalls(world, bucket, SECOND).push(nowOf(world));
  return true;
}

/** The gateway's limit of one API for one app. */
export function enforceRateLimit(world: World, bucket: string, limit: RateLimit): void {
  const windows = [
    { key: `${bucket}/s`, ms: SECOND, limit: limit.perSecond },
    { key: `${bucket}/min`, ms: MINUTE, limit: limit.perMinute },
  ];
  for (const window of windows) {
    if (window.limit === undefined) continue;
    const wait = waitFor(world, window.key, window.ms, window.limit);
    if (wait > 0) {
      const headers = rateHeaders(Math.ceil(wait / SECOND), window.limit);
      throw new Refusal(429, 99991400, "request trigger frequency limit", { headers });
    }
  }
  for (const window of windows) {
    if (window.limit !== undefined) recentCalls(world, window.key, window.ms).push(nowOf(world));
  }
}
