import type { PersonActor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { changeTicket, lockTicket, requireVersion } from "@/lib/tickets/change-ticket";
import type { ChangeSeverityInput } from "@/lib/tickets/contract";

/**
 * Changes how severe a ticket is, with a reason both sides read; its clocks are computed anew, never to a later time than
 * was promised already when it becomes more severe (edge-cases §4.8).
 *
 * @throws AppError CONFLICT `tickets.changed_meanwhile` with who was first, `tickets.not_now`; what `accessTicket` does.
 */
export async function changeSeverity(
  actor: PersonActor,
  input: ChangeSeverityInput,
  { now }: At,
): Promise<{ version: number }> {
  const { ticketId, version, severity, reason } = input;
  return inTransaction(async (tx) => {
    const ticket = await lockTicket(tx, actor, { ticketId, now }, "changeSeverity");
    await requireVersion(tx, ticket, version);
    if (ticket.severity === severity) return { version };
    const changed = await changeTicket(tx, ticket.id, {
      type: "severity_changed",
      actorId: actor.personId,
      data: { severity, previousSeverity: ticket.severity, reason },
      set: { severity },
      addressees: [ticket.requesterId, ticket.assigneeId],
      now,
    });
    // A right of the vendor's that changes what was promised; a customer's own change is in the ticket's history.
    if (actor.kind === "staff")
      await recordAudit(tx, actor, {
        action: "ticket.severity_changed",
        subjectType: "ticket",
        subjectId: ticket.id,
        accountId: ticket.accountId,
        details: { severity },
        before: { severity: ticket.severity },
        now,
      });
    return { version: changed };
  });
}
