import type { StaffActor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import type { PostedMajorUpdateView, PostMajorUpdateInput } from "@/lib/incidents/contract";
import { lockMajor, requireOpenMajor } from "@/lib/incidents/internal/lock-major";
import { tellStatus, toldBefore } from "@/lib/incidents/internal/tell-status";

/**
 * Tells one status text to all customers of a major incident (edge-cases §6.14): a system line in the ticket group of each
 * of its emergencies that is open, all of them or none. The same id again answers the first telling and tells nobody twice.
 *
 * @throws AppError NOT_FOUND `incidents.no_such_major`; FORBIDDEN `incidents.may_not_lead`; CONFLICT
 *   `incidents.major_closed`, `incidents.nobody_to_tell` when none of its emergencies is open, `incidents.update_id_taken`.
 */
export async function postMajorUpdate(
  actor: StaffActor,
  input: PostMajorUpdateInput,
  { now }: At,
): Promise<PostedMajorUpdateView> {
  return inTransaction(async (tx) => {
    const major = await lockMajor(tx, actor, input.majorIncidentId);
    const before = await toldBefore(tx, input);
    if (before) return before;
    requireOpenMajor(major);
    const told = await tellStatus(tx, actor, input, { type: "status_told", now });
    if (told.groups === 0) throw new AppError("CONFLICT", "incidents.nobody_to_tell");
    await recordAudit(tx, actor, {
      action: "major_incident.status_told",
      subjectType: "major_incident",
      subjectId: major.id,
      accountId: null,
      details: { updateId: told.updateId, groups: told.groups },
      now,
    });
    return told;
  });
}
