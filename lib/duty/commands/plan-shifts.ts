import type { Actor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import { durations } from "@/lib/config/durations";
import { newId } from "@/lib/db/new-id";
import type { Tx } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { accessColleague } from "@/lib/duty/access";
import type { PlannedShiftsView, PlanShiftsInput } from "@/lib/duty/contract";
import { shiftTimes } from "@/lib/duty/internal/shift-times";
import { AppError } from "@/lib/errors/app-error";

type Times = { startsAt: Date; endsAt: Date };

/** The shifts of a plan that are not over. */
function timesToCome(input: PlanShiftsInput, now: Date): Times[] {
  const times = shiftTimes(input).filter(({ endsAt }) => endsAt > now);
  const [first] = times;
  if (!first) throw new AppError("INVALID_INPUT", "duty.shifts_are_over");
  if (first.startsAt.getTime() - now.getTime() > durations.dutyPlanning)
    throw new AppError("INVALID_INPUT", "duty.too_far_away");
  return times;
}

/** A shift that starts when a planned one does must be the same: another end would be lost without a word. */
async function requireSame(tx: Tx, key: { personId: string; kind: PlanShiftsInput["kind"] }, times: Times[]) {
  const existing = await tx.shift.findMany({
    where: { ...key, startsAt: { in: times.map(({ startsAt }) => startsAt) } },
    select: { startsAt: true, endsAt: true },
  });
  const ends = new Map(times.map(({ startsAt, endsAt }) => [startsAt.getTime(), endsAt.getTime()]));
  const other = existing.find(({ startsAt, endsAt }) => ends.get(startsAt.getTime()) !== endsAt.getTime());
  if (other)
    throw new AppError("CONFLICT", "duty.shift_ends_otherwise", {
      details: { startsAt: other.startsAt.getTime(), endsAt: other.endsAt.getTime() },
    });
}

/**
 * Puts somebody on duty: once, or on days of the week for some weeks, on the clock of a zone. Shifts that are there
 * already stay as they are, so planning the same again changes nothing; those that would be over are left out.
 *
 * @throws AppError NOT_FOUND `duty.no_such_colleague`; FORBIDDEN `duty.may_not_manage`; CONFLICT `duty.lacks_role`,
 *   `duty.shift_ends_otherwise` when one starts at the same time and ends at another; INVALID_INPUT
 *   `duty.shifts_are_over`, `duty.too_far_away`.
 */
export async function planShifts(
  actor: Actor,
  input: PlanShiftsInput,
  { now }: At,
): Promise<PlannedShiftsView> {
  const { kind, zone } = input;
  return inTransaction(async (tx) => {
    const { personId, roles } = await accessColleague(tx, actor, input.personId, "manage");
    if (!roles.includes(kind)) throw new AppError("CONFLICT", "duty.lacks_role", { details: { kind } });
    const times = timesToCome(input, now);
    const createdById = actor.kind === "staff" ? actor.personId : null;
    const { count: planned } = await tx.shift.createMany({
      data: times.map((time) => ({
        id: newId(),
        personId,
        kind,
        zone,
        createdById,
        createdAt: now,
        ...time,
      })),
      skipDuplicates: true,
    });
    await requireSame(tx, { personId, kind }, times);
    if (planned > 0)
      await recordAudit(tx, actor, {
        action: "shift.planned",
        subjectType: "person",
        subjectId: personId,
        accountId: null,
        details: { kind, zone, start: input.start, end: input.end, from: input.from, planned },
        now,
      });
    return { planned, kept: times.length - planned };
  });
}
