import type { StaffActor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import { currentTime } from "@/lib/config/clock";
import { durations } from "@/lib/config/durations";
import { onePerProcess } from "@/lib/config/one-per-process";
import { inTransaction } from "@/lib/db/transaction";

type View = { until: number; recorded: Promise<void> };

/** More are forgotten; a view that is recorded once more does no harm. */
const REMEMBERED = 10_000;
const views = (): Map<string, View> => onePerProcess("auditor-views", () => new Map<string, View>());

/**
 * Records that an auditor reads a group, before they are given anything of it: once an hour per session and group, as one
 * page asks for it many times. A transaction of its own: what is read cannot be unread by what fails later.
 */
export async function recordAuditorView(
  actor: StaffActor,
  group: { id: string; accountId: string },
): Promise<void> {
  const now = currentTime();
  const key = `${actor.sessionId} ${group.id}`;
  const known = views().get(key);
  if (known !== undefined && known.until > now.getTime()) return known.recorded;
  if (views().size >= REMEMBERED) views().clear();
  const recorded = record(actor, group, now);
  views().set(key, { until: now.getTime() + durations.auditorView, recorded });
  recorded.catch(() => views().delete(key));
  return recorded;
}

async function record(actor: StaffActor, group: { id: string; accountId: string }, now: Date): Promise<void> {
  await inTransaction((tx) =>
    recordAudit(tx, actor, {
      action: "group.read_by_auditor",
      subjectType: "group",
      subjectId: group.id,
      accountId: group.accountId,
      now,
    }),
  );
}
