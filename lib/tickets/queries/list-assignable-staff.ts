import type { StaffActor, StaffRole } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { prisma } from "@/lib/db/prisma";
import { dutyKinds } from "@/lib/duty/contract";
import { onDuty } from "@/lib/duty/on-duty";
import { dutyPolicy } from "@/lib/duty/policy";
import { AppError } from "@/lib/errors/app-error";
import type { AssignableStaffView, ListAssignableStaffInput } from "@/lib/tickets/contract";

/** Who can work on tickets; the same roles as in `ticketPolicy`. */
const works: StaffRole[] = ["engineer", "tam", "duty_lead", "manager"];

/**
 * Whom a ticket can be given to: the enabled of the service team who work on tickets, those on duty first, then who has
 * the fewest open tickets.
 *
 * @throws AppError FORBIDDEN `duty.may_not_read`.
 */
export async function listAssignableStaff(
  actor: StaffActor,
  _input: ListAssignableStaffInput,
  { now }: At,
): Promise<AssignableStaffView[]> {
  if (!dutyPolicy.read(actor)) throw new AppError("FORBIDDEN", "duty.may_not_read");
  const [accounts, counts, ...shifts] = await Promise.all([
    prisma().staffAccount.findMany({
      where: { disabledAt: null, roles: { hasSome: works } },
      select: { personId: true, roles: true, person: { select: { name: true } } },
    }),
    prisma().ticket.groupBy({
      by: ["assigneeId"],
      where: { assigneeId: { not: null }, status: { notIn: ["resolved", "closed"] } },
      _count: true,
    }),
    ...dutyKinds.map((kind) => onDuty(prisma(), { kind, now })),
  ]);
  const open = new Map(counts.map(({ assigneeId, _count }) => [assigneeId, _count]));
  const present = new Set(shifts.flat().map(({ personId }) => personId));
  return accounts
    .map(({ personId, roles, person }) => ({
      personId,
      roles,
      name: person.name,
      onDuty: present.has(personId),
      openTickets: open.get(personId) ?? 0,
    }))
    .toSorted(
      (one, other) =>
        Number(other.onDuty) - Number(one.onDuty) ||
        one.openTickets - other.openTickets ||
        (one.name < other.name ? -1 : 1),
    );
}
