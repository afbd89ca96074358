import type { SystemActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { prisma } from "@/lib/db/prisma";
import type { JobPayloads } from "@/lib/jobs/enqueue-job";
import { notifyEmployee } from "@/lib/notifications/internal/notify-employee";
import { notifyStaff } from "@/lib/notifications/internal/notify-staff";

/**
 * Decides what becomes of one person's undecided mentions, and tells the person what they have not read: an employee by
 * a Feishu card, one of the service team by mail. At most one of either in 10 minutes, the rest folded into it.
 *
 * Safe to run at any time, twice at once, and after a crash anywhere: it looks at the rows, does what is due, and has
 * itself woken for what is not.
 */
export async function notifyPerson(
  _actor: SystemActor,
  { personId }: JobPayloads["notify-person"],
  { now }: At,
): Promise<void> {
  const person = await prisma().person.findUnique({ where: { id: personId }, select: { side: true } });
  if (!person) return;
  await (person.side === "customer" ? notifyEmployee(personId, now) : notifyStaff(personId, now));
}
