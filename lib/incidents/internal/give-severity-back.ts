import type { Tx } from "@/lib/db/prisma";
import type { LockedIncident } from "@/lib/incidents/internal/change-incident";
import { changeTicket } from "@/lib/tickets/change-ticket";
import type { Severity } from "@/lib/tickets/contract";

type Giving = {
  severity: Severity /** Null: it speaks for itself. */;
  reason: string | null;
  actorId: string;
  now: Date;
};

/** Sets the severity of a locked ticket whose emergency was none. */
export async function giveSeverityBack(
  tx: Tx,
  { ticket }: LockedIncident,
  { severity, reason, actorId, now }: Giving,
): Promise<void> {
  if (ticket.severity === severity) return;
  await changeTicket(tx, ticket.id, {
    type: "severity_changed",
    actorId,
    data: { severity, previousSeverity: ticket.severity, reason },
    set: { severity },
    addressees: [ticket.requesterId, ticket.assigneeId],
    now,
  });
}
