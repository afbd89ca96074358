import type { StaffRole } from "@/lib/actor/actor";
import type { Db } from "@/lib/db/prisma";
import { type ColleagueView, DEFAULT_CAPACITY, type DutyKind } from "@/lib/duty/contract";
import type { Leave } from "@/lib/duty/internal/intervals";

/** One of the service team whose account is enabled. */
export type ColleagueRow = Omit<ColleagueView, "leave"> & { leave: Leave | null };

/** A shift of one of them. */
export type ShiftRow = {
  id: string;
  personId: string;
  name: string;
  kind: DutyKind;
  startsAt: Date;
  endsAt: Date;
  zone: string;
};

async function openTicketsByPerson(db: Db, personIds: string[]): Promise<Map<string, number>> {
  const counts = await db.ticket.groupBy({
    by: ["assigneeId"],
    where: { assigneeId: { in: personIds }, status: { notIn: ["resolved", "closed"] } },
    _count: true,
  });
  return new Map(counts.map(({ assigneeId, _count }) => [assigneeId ?? "", _count]));
}

type DutyRow = { capacity: number; awaySince: Date | null; awayUntil: Date | null };

function leaveOf(duty: DutyRow | null, now: Date): Leave | null {
  if (!duty?.awaySince || (duty.awayUntil !== null && duty.awayUntil <= now)) return null;
  return { from: duty.awaySince, until: duty.awayUntil };
}

/** Everybody of the service team whose account is enabled, by name, with leave that is not over at `now`. */
export async function loadColleagues(db: Db, now: Date): Promise<ColleagueRow[]> {
  const accounts = await db.staffAccount.findMany({
    where: { disabledAt: null },
    select: {
      personId: true,
      roles: true,
      person: {
        select: {
          name: true,
          skills: { select: { productCode: true }, orderBy: { productCode: "asc" } },
          duty: { select: { capacity: true, awaySince: true, awayUntil: true } },
        },
      },
    },
    orderBy: [{ person: { name: "asc" } }, { personId: "asc" }],
  });
  const open = await openTicketsByPerson(
    db,
    accounts.map(({ personId }) => personId),
  );
  return accounts.map(({ personId, roles, person: { name, skills, duty } }) => ({
    personId,
    name,
    roles: roles satisfies StaffRole[],
    productCodes: skills.map(({ productCode }) => productCode),
    capacity: duty?.capacity ?? DEFAULT_CAPACITY,
    openTickets: open.get(personId) ?? 0,
    leave: leaveOf(duty, now),
  }));
}

/** The shifts of enabled people that are not over at `from` and begin before `until`, in order. */
export async function loadShifts(db: Db, { from, until }: { from: Date; until: Date }): Promise<ShiftRow[]> {
  const shifts = await db.shift.findMany({
    where: {
      endsAt: { gt: from },
      startsAt: { lt: until },
      person: { staffAccount: { disabledAt: null } },
    },
    select: {
      id: true,
      personId: true,
      kind: true,
      startsAt: true,
      endsAt: true,
      zone: true,
      person: { select: { name: true } },
    },
    orderBy: [{ startsAt: "asc" }, { kind: "asc" }, { id: "asc" }],
  });
  return shifts.map(({ person, ...shift }) => ({ ...shift, name: person.name }));
}
