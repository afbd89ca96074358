import type { StaffActor } from "@/lib/actor/actor";
import { durations } from "@/lib/config/durations";
import type { InboxFilter } from "@/lib/desk/contract";
import type { InboxPosition } from "@/lib/desk/internal/inbox-cursor";
import { deskReach } from "@/lib/desk/policy";

const HOUR = 60 * 60 * 1_000;

/** The patterns of a text's words. */
export function patternsOf(text: string): string[] {
  return text
    .split(/\s+/)
    .filter((word) => word !== "")
    .map((word) => `%${word.replaceAll("＃", "#").replace(/[\\%_]/g, "\\$&")}%`);
}

/** The first values of `reachSql`. */
export function reachValues(actor: StaffActor, now: number): unknown[] {
  const { seesUnassigned, seesEvery } = deskReach(actor);
  return [actor.personId, seesUnassigned, seesEvery, new Date(now + durations.inboxDueNext)];
}

type Page = { filter: InboxFilter; after: InboxPosition | null; now: number; limit: number };

/** The values of `inboxSql`. */
export function inboxValues(actor: StaffActor, { filter, after, now, limit }: Page): unknown[] {
  const { dueWithinHours } = filter;
  return [
    ...reachValues(actor, now),
    filter.accountId,
    filter.kind,
    filter.statuses,
    filter.severities,
    filter.productCode,
    filter.assignee,
    dueWithinHours === null ? null : new Date(now + dueWithinHours * HOUR),
    filter.unread,
    filter.mentions,
    filter.emergencies,
    patternsOf(filter.text),
    after?.tier ?? null,
    after?.key ?? null,
    after?.groupId ?? null,
    limit,
  ];
}
