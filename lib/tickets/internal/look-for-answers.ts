import { durations } from "@/lib/config/durations";
import type { Tx } from "@/lib/db/prisma";
import { changeTicket, type LockedTicket } from "@/lib/tickets/change-ticket";
import { endReminder } from "@/lib/tickets/end-reminder";
import { isThanks } from "@/lib/tickets/internal/is-thanks";
import { reopen } from "@/lib/tickets/internal/reopen";
import { canReopen } from "@/lib/tickets/policy";
import { setStatus } from "@/lib/tickets/internal/set-status";
import { refreshTicketClocks } from "@/lib/tickets/internal/ticket-clocks";

/** What people wrote in a ticket's group. */
type Said = { side: "customer" | "service"; senderId: string; body: string; files: number; at: Date };

/**
 * Looks through what was written in a locked ticket's group since it was looked at last, and does what follows. Answers
 * the ticket as it is then; who decides something about a ticket looks first, so that nothing said before is missed.
 */
export async function lookForAnswers(tx: Tx, ticket: LockedTicket, now: Date): Promise<LockedTicket> {
  const { sequence } = await tx.group.findUniqueOrThrow({
    where: { id: ticket.groupId },
    select: { sequence: true },
  });
  if (sequence === ticket.activitySequence) return ticket;
  const said = await saidSince(tx, ticket);
  await tx.ticket.update({ where: { id: ticket.id }, data: { activitySequence: sequence } });
  const answers = said.filter(({ side }) => side === "service");
  const asks = said.filter(({ side }) => side === "customer");
  if (answers.length > 0) await noteStaff(tx, ticket, answers, now);
  const current = await tx.ticket.findUniqueOrThrow({ where: { id: ticket.id } });
  if (asks.length > 0) await noteCustomer(tx, { ...ticket, ...current }, asks, now);
  if (said.length > 0) await refreshTicketClocks(tx, ticket.id, now);
  return { ...ticket, ...(await tx.ticket.findUniqueOrThrow({ where: { id: ticket.id } })) };
}

async function saidSince(tx: Tx, ticket: LockedTicket): Promise<Said[]> {
  const messages = await tx.message.findMany({
    where: { groupId: ticket.groupId, sequence: { gt: ticket.activitySequence }, senderId: { not: null } },
    select: {
      senderId: true,
      body: true,
      notice: true,
      createdAt: true,
      sender: { select: { side: true } },
      _count: { select: { attachments: true } },
    },
    orderBy: { sequence: "asc" },
  });
  return messages.flatMap(({ senderId, sender, body, notice, createdAt, _count }) =>
    notice === null && senderId !== null && sender !== null
      ? [{ side: sender.side, senderId, body, files: _count.attachments, at: createdAt }]
      : [],
  );
}

async function noteStaff(tx: Tx, ticket: LockedTicket, answers: readonly Said[], now: Date): Promise<void> {
  const [first] = answers;
  const last = answers.at(-1);
  if (!first || !last) return;
  await tx.ticket.update({
    where: { id: ticket.id },
    data: {
      firstRespondedAt: ticket.firstRespondedAt ?? first.at,
      lastAnsweredAt: last.at,
      // What was promised has been done, or is promised anew.
      promisedUpdateAt: null,
    },
  });
  await endReminder(tx, ticket.id, "answered", now);
  if (ticket.status === "assigned")
    await setStatus(tx, ticket, "in_progress", { actorId: first.senderId, now });
}

async function noteCustomer(tx: Tx, ticket: LockedTicket, asks: readonly Said[], now: Date): Promise<void> {
  const last = asks.at(-1);
  if (!last) return;
  const moving = { actorId: last.senderId, now };
  if (ticket.status === "waiting_for_customer") {
    await (ticket.assigneeId === null
      ? changeTicket(tx, ticket.id, {
          type: "status_changed",
          actorId: last.senderId,
          now,
          data: { status: "new", previousStatus: ticket.status },
          set: { status: "new", assignmentDueAt: now },
        })
      : setStatus(tx, ticket, "in_progress", moving));
  } else if (ticket.resolvedAt !== null) {
    const { resolvedAt } = ticket;
    const later = asks.filter(({ at, body, files }) => at > resolvedAt && (files > 0 || !isThanks(body)));
    if (later.length > 0 && canReopen({ ...ticket.facts, status: ticket.status }))
      await reopen(tx, ticket, null, moving);
    else if (ticket.status === "resolved")
      await tx.ticket.update({
        where: { id: ticket.id },
        data: { autoCloseAt: new Date(now.getTime() + durations.autoCloseStep), autoCloseWarnings: 0 },
      });
  }
}
