import type { Actor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import { durations } from "@/lib/config/durations";
import { inTransaction } from "@/lib/db/transaction";
import { accessColleague } from "@/lib/duty/access";
import type { SetLeaveInput } from "@/lib/duty/contract";
import { AppError } from "@/lib/errors/app-error";

function requireLikely({ from, until }: { from: Date; until: Date | null }, now: Date): void {
  if (until !== null && until <= now) throw new AppError("INVALID_INPUT", "duty.leave_is_over");
  if (Math.abs(from.getTime() - now.getTime()) > durations.dutyPlanning)
    throw new AppError("INVALID_INPUT", "duty.too_far_away");
}

type Away = { awaySince: Date | null; awayUntil: Date | null };

const inWords = ({ awaySince, awayUntil }: Away) => ({
  from: awaySince?.toISOString() ?? null,
  until: awayUntil?.toISOString() ?? null,
});

/**
 * Takes somebody off duty from an instant on, up to another or until further notice, whatever their shifts say; without a
 * leave, ends the one there is. Tickets they have are looked after by lib/tickets.
 *
 * @throws AppError NOT_FOUND `duty.no_such_colleague`; FORBIDDEN `duty.may_not_set_leave`; INVALID_INPUT
 *   `duty.leave_is_over`, `duty.too_far_away`.
 */
export async function setLeave(actor: Actor, input: SetLeaveInput, { now }: At): Promise<void> {
  const { leave } = input;
  await inTransaction(async (tx) => {
    const { personId } = await accessColleague(tx, actor, input.personId, "setLeave");
    if (leave !== null) requireLikely(leave, now);
    const before = await tx.staffDuty.findUnique({
      where: { personId },
      select: { awaySince: true, awayUntil: true },
    });
    const away = { awaySince: leave?.from ?? null, awayUntil: leave?.until ?? null };
    await tx.staffDuty.upsert({ where: { personId }, create: { personId, ...away }, update: away });
    await recordAudit(tx, actor, {
      action: leave === null ? "staff.leave_ended" : "staff.leave_set",
      subjectType: "person",
      subjectId: personId,
      accountId: null,
      details: inWords(away),
      before: before ? inWords(before) : undefined,
      now,
    });
  });
}
