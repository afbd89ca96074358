import type { Actor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { lockGroups } from "@/lib/events/lock-groups";
import type { SetLegalHoldInput } from "@/lib/privacy/contract";
import { holdsTickets } from "@/lib/privacy/policy";

/**
 * Puts a ticket under a legal hold, so that nothing of it is deleted whatever a person or a retention time says, or lifts
 * it; deletions that waited for that go on. What is as wanted stays so, and nothing is recorded.
 *
 * @throws AppError FORBIDDEN `privacy.may_not_hold`; NOT_FOUND `tickets.no_such_ticket`.
 */
export async function setLegalHold(
  actor: Actor,
  { ticket: number, held }: SetLegalHoldInput,
  { now }: At,
): Promise<void> {
  if (!holdsTickets(actor)) throw new AppError("FORBIDDEN", "privacy.may_not_hold");
  await inTransaction(async (tx) => {
    const found = await tx.ticket.findUnique({
      where: { number },
      select: { id: true, groupId: true, internalGroupId: true },
    });
    if (!found) throw new AppError("NOT_FOUND", "tickets.no_such_ticket");
    // As retention does before it empties a ticket: of the two, one comes first.
    await lockGroups(tx, [found.groupId, found.internalGroupId]);
    const { count } = await tx.ticket.updateMany({
      where: { id: found.id, legalHoldSince: held ? null : { not: null } },
      data: { legalHoldSince: held ? now : null },
    });
    if (count === 0) return;
    const { accountId } = await tx.ticket.findUniqueOrThrow({ where: { id: found.id } });
    if (!held)
      await tx.dataJob.updateMany({
        // With those of the service team's people, who may have taken part in it.
        where: { OR: [{ accountId }, { accountId: null }], status: "waiting", failure: "legal_hold" },
        data: { leasedUntil: null },
      });
    await recordAudit(tx, actor, {
      action: held ? "ticket.legal_hold_set" : "ticket.legal_hold_lifted",
      subjectType: "ticket",
      subjectId: found.id,
      accountId,
      now,
    });
  });
}
