import type { StaffActor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import type { PostedMajorUpdateView, PostMajorUpdateInput } from "@/lib/incidents/contract";
import { lockMajor, requireOpenMajor } from "@/lib/incidents/internal/lock-major";
import { tellStatus, toldBefore } from "@/lib/incidents/internal/tell-status";

/**
 * Closes a major incident with a last status text for all its customers. Its emergencies stay as they are, each with its
 * own chain, and are closed one by one. The same id again answers the first closing.
 *
 * @throws AppError NOT_FOUND `incidents.no_such_major`; FORBIDDEN `incidents.may_not_lead`; CONFLICT
 *   `incidents.major_closed`, `incidents.update_id_taken`.
 */
export async function closeMajorIncident(
  actor: StaffActor,
  input: PostMajorUpdateInput,
  { now }: At,
): Promise<PostedMajorUpdateView> {
  return inTransaction(async (tx) => {
    const major = await lockMajor(tx, actor, input.majorIncidentId);
    const before = major.closedAt && (await toldBefore(tx, input));
    if (before) return before;
    requireOpenMajor(major);
    const told = await tellStatus(tx, actor, input, { type: "last_status_told", now });
    await tx.majorIncident.update({
      where: { id: major.id },
      data: { closedAt: now, closedById: actor.personId },
    });
    await recordAudit(tx, actor, {
      action: "major_incident.closed",
      subjectType: "major_incident",
      subjectId: major.id,
      accountId: null,
      details: { updateId: told.updateId, groups: told.groups },
      now,
    });
    return told;
  });
}
