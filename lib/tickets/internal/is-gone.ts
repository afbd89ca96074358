import type { Db } from "@/lib/db/prisma";

type Assigned = { personId: string; groupId: string; now: Date };

/** Whether an engineer cannot work on a ticket of this group any more: on leave, disabled, or no longer a member. */
export async function isGone(db: Db, { personId, groupId, now }: Assigned): Promise<boolean> {
  const account = await db.staffAccount.findUnique({ where: { personId }, select: { disabledAt: true } });
  const duty = await db.staffDuty.findUnique({
    where: { personId },
    select: { awaySince: true, awayUntil: true },
  });
  const member = await db.groupMember.findUnique({
    where: { groupId_personId: { groupId, personId } },
    select: { leftAt: true },
  });
  const awaySince = duty?.awaySince ?? null;
  const awayUntil = duty?.awayUntil ?? null;
  const isAway = awaySince !== null && awaySince <= now && (awayUntil === null || awayUntil > now);
  return account?.disabledAt !== null || isAway || member?.leftAt !== null;
}
