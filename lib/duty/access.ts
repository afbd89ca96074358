import type { Actor } from "@/lib/actor/actor";
import type { Db } from "@/lib/db/prisma";
import { type ColleagueAbility, dutyPolicy } from "@/lib/duty/policy";
import { AppError } from "@/lib/errors/app-error";

const reasonOf: Record<ColleagueAbility, string> = {
  manage: "duty.may_not_manage",
  setLeave: "duty.may_not_set_leave",
};

/**
 * The member of the service team with this id whose account is enabled, once `actor` is shown to hold `ability` over
 * them: the only way from an id to a colleague.
 *
 * @throws AppError NOT_FOUND `duty.no_such_colleague`, also for who is not of the service team; FORBIDDEN
 *   `duty.may_not_<ability>`.
 */
export async function accessColleague(db: Db, actor: Actor, personId: string, ability: ColleagueAbility) {
  const account = await db.staffAccount.findUnique({
    where: { personId, disabledAt: null },
    select: { personId: true, roles: true },
  });
  if (!account || !dutyPolicy.read(actor)) throw new AppError("NOT_FOUND", "duty.no_such_colleague");
  if (!dutyPolicy[ability](actor, account)) throw new AppError("FORBIDDEN", reasonOf[ability]);
  return account;
}

/**
 * The shift with this id, once `actor` is shown to plan shifts: the only way from an id to a shift.
 *
 * @throws AppError NOT_FOUND `duty.no_such_shift`, also for who is not of the service team; FORBIDDEN `duty.may_not_manage`.
 */
export async function accessShift(db: Db, actor: Actor, shiftId: string) {
  const shift = await db.shift.findUnique({
    where: { id: shiftId },
    select: { id: true, personId: true, kind: true, startsAt: true, endsAt: true },
  });
  if (!shift || !dutyPolicy.read(actor)) throw new AppError("NOT_FOUND", "duty.no_such_shift");
  if (!dutyPolicy.manage(actor)) throw new AppError("FORBIDDEN", reasonOf.manage);
  return shift;
}
