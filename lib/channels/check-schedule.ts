import { createHash } from "node:crypto";
import { Temporal } from "temporal-polyfill";
import { durations } from "@/lib/config/durations";
import { environment } from "@/lib/config/environment";

/** The night of the self-checks: from one to five, where Feishu counts the month. */
const NIGHT_BEGINS = 1;
const NIGHT = 4 * 60 * 60 * 1_000;

/** The place of a channel in the night: always the same, and spread evenly, so that Feishu is not asked of all at once. */
function placeInNight(channelId: string): number {
  return (createHash("sha256").update(channelId).digest().readUInt32BE() / 2 ** 32) * NIGHT;
}

/** When a channel is checked next by itself: in the coming night. */
export function nextNightlyCheck(channelId: string, now: Date): Date {
  const local = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(
    environment().FEISHU_QUOTA_ZONE,
  );
  const place = Math.floor(placeInNight(channelId));
  const tonight = local.startOfDay().add({ hours: NIGHT_BEGINS, milliseconds: place });
  const next = tonight.epochMilliseconds > now.getTime() ? tonight : tonight.add({ days: 1 });
  return new Date(next.epochMilliseconds);
}

/**
 * When an app that is not ready yet is looked at again: every half a minute at first, then ever more slowly, after two
 * weeks once a night. About 90 times at four counted calls in all, most of which a refused app does not cost.
 */
export function nextReadinessCheck(channelId: string, savedAt: Date, now: Date): Date {
  const age = now.getTime() - savedAt.getTime();
  if (age > durations.readinessWatch) return nextNightlyCheck(channelId, now);
  const { readinessFirst, readinessSlowest } = durations;
  const wait = Math.min(readinessSlowest, Math.max(readinessFirst, age / 4));
  return new Date(now.getTime() + wait);
}
