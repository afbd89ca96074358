import type { Tx } from "@/lib/db/prisma";
import type { Ticket } from "@/lib/db/generated/client";
import { onDuty } from "@/lib/duty/on-duty";
import { findAndAssign } from "@/lib/tickets/assignment";
import { changeTicket } from "@/lib/tickets/change-ticket";

type Reopening = { actorId: string | null; now: Date };

/** Opens a locked ticket again. Its engineer keeps it while on duty; else somebody who is gets it. Answers its version. */
export async function reopen(
  tx: Tx,
  ticket: Ticket,
  reason: string | null,
  { actorId, now }: Reopening,
): Promise<number> {
  const people = await onDuty(tx, { kind: "engineer", now });
  const keeps = people.some(({ personId }) => personId === ticket.assigneeId);
  const status = keeps ? "assigned" : "new";
  await changeTicket(tx, ticket.id, {
    type: "reopened",
    actorId,
    data: { status, reason, previousAssigneeId: ticket.assigneeId },
    set: {
      status,
      assigneeId: keeps ? ticket.assigneeId : null,
      resolution: { increment: 1 },
      resolvedAt: null,
      closedAt: null,
      autoCloseAt: null,
      autoCloseWarnings: 0,
      assignmentDueAt: null,
    },
    addressees: [ticket.requesterId, ticket.assigneeId],
    now,
  });
  const opened = await tx.ticket.findUniqueOrThrow({ where: { id: ticket.id } });
  if (!keeps) await findAndAssign(tx, opened, { actorId: null, now });
  const { version } = await tx.ticket.findUniqueOrThrow({
    where: { id: ticket.id },
    select: { version: true },
  });
  return version;
}
