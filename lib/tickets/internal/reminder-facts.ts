import type { Ticket } from "@/lib/db/generated/client";
import type { Db } from "@/lib/db/prisma";
import type { ReminderFacts } from "@/lib/tickets/reminder-rule";

/** Nobody has been told of a reminder whose rung is this: it waits for the service to open, or for somebody to be there. */
export const NOBODY_TOLD = -1;

type Reminded = Pick<
  Ticket,
  "id" | "status" | "severity" | "assigneeId" | "createdAt" | "resolution" | "lastAnsweredAt"
>;

/** The reminder of a ticket that nobody has answered yet, with its steps upwards and who pressed, the first first; or null. */
export async function openReminderOf(db: Db, ticketId: string) {
  return db.reminder.findFirst({
    where: { ticketId, endedAt: null },
    include: {
      steps: { orderBy: { rung: "asc" } },
      presses: { orderBy: [{ pressedAt: "asc" }, { personId: "asc" }] },
    },
  });
}

/** A reminder as `openReminderOf` finds it. */
export type OpenReminder = NonNullable<Awaited<ReturnType<typeof openReminderOf>>>;

/** What the rule of reminders needs to know of a ticket. */
export async function reminderFactsOf(
  db: Db,
  ticket: Reminded,
  open: Pick<OpenReminder, "rung"> | null,
): Promise<ReminderFacts> {
  const { id: ticketId, status, severity, assigneeId, createdAt, resolution, lastAnsweredAt } = ticket;
  const lastTold = await db.reminderStep.findFirst({
    where: { rung: 0, reminder: { ticketId } },
    orderBy: { decidedAt: "desc" },
    select: { decidedAt: true },
  });
  const reopened =
    resolution === 0
      ? null
      : await db.ticketEvent.findFirst({
          where: { ticketId, type: "reopened" },
          orderBy: { version: "desc" },
          select: { createdAt: true },
        });
  return {
    status,
    severity,
    lastAnsweredAt,
    hasAssignee: assigneeId !== null,
    openedAt: reopened?.createdAt ?? createdAt,
    lastToldAt: lastTold?.decidedAt ?? null,
    open: open && (open.rung === NOBODY_TOLD ? "kept" : "running"),
  };
}
