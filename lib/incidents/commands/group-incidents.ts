import type { StaffActor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import type { GroupIncidentsInput } from "@/lib/incidents/contract";
import { addToMajor, takeFromMajor } from "@/lib/incidents/internal/group-with-major";
import { lockIncidents, lockMajor, requireOpenMajor } from "@/lib/incidents/internal/lock-major";

/**
 * Adds emergencies that run to a major incident and takes others out of it: all, or none. What is as wanted already stays
 * as it is, so a second try is harmless.
 *
 * @throws AppError NOT_FOUND `incidents.no_such_major`, `incidents.no_such_incident`; FORBIDDEN `incidents.may_not_lead`;
 *   CONFLICT `incidents.major_closed`, `incidents.not_open`, `incidents.grouped_already` with the other one's title.
 */
export async function groupIncidents(
  actor: StaffActor,
  { majorIncidentId, add, remove }: GroupIncidentsInput,
  { now }: At,
): Promise<void> {
  await inTransaction(async (tx) => {
    requireOpenMajor(await lockMajor(tx, actor, majorIncidentId));
    const incidents = await lockIncidents(tx, actor, [...add, ...remove]);
    const grouping = { majorIncidentId, actorId: actor.personId, now };
    const those = (ids: readonly string[]) => incidents.filter(({ id }) => ids.includes(id));
    const removed = await takeFromMajor(tx, those(remove), grouping);
    const added = await addToMajor(
      tx,
      those(add).filter(({ id }) => !remove.includes(id)),
      grouping,
    );
    if (added + removed === 0) return;
    await recordAudit(tx, actor, {
      action: "major_incident.grouped",
      subjectType: "major_incident",
      subjectId: majorIncidentId,
      accountId: null,
      details: { added, removed },
      now,
    });
  });
}
