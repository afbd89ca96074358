import type { Actor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import { accessServedChannel } from "@/lib/channels/access";
import type { CreatedMainGroupView, CreateMainGroupInput } from "@/lib/channels/contract";
import type { At } from "@/lib/config/clock";
import type { Tx } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { admitEmployees } from "@/lib/groups/admit-employees";
import { bindMainGroup } from "@/lib/groups/bind-main-group";
import { signedInEmployees } from "@/lib/identity/signed-in-employees";

/**
 * Makes the service main group of a channel and a plan, if there is none, with the plan's TAM and deputy as members, and
 * lets in who asked for it (the first of them is owner), also where entry is by link. Where the group is open to everyone,
 * those signed in now are let in as well; the others join at their next sign-in. Twice, or by two at once, it is one group.
 *
 * @throws AppError NOT_FOUND `channels.no_such_channel`; FORBIDDEN `channels.may_not_bind_main_group`; CONFLICT
 *   `channels.plan_ended`, `channels.main_group_archived`.
 */
export async function createMainGroup(
  actor: Actor,
  input: CreateMainGroupInput,
  { now }: At,
): Promise<CreatedMainGroupView> {
  const { channelId, planId } = input;
  return inTransaction(async (tx) => {
    // Sign-ins and requests hold the channel: each comes before, and is let in here, or after, and finds the group.
    await tx.$queryRaw`SELECT id FROM channel WHERE id = ${channelId}::uuid FOR NO KEY UPDATE`;
    // A change of TAM comes before or after, never in between.
    await tx.$queryRaw`SELECT id FROM support_plan WHERE id = ${planId}::uuid FOR SHARE`;
    const { channel, plan } = await accessServedChannel(tx, actor, input, "bindMainGroup");
    const { accountId } = channel;
    if (plan.validTo <= now)
      throw new AppError("CONFLICT", "channels.plan_ended", { details: { at: plan.validTo.getTime() } });
    const { groupId, isNew } = await bindMainGroup(tx, {
      channelId,
      accountId,
      planId,
      name: channel.organizationName,
      tamId: plan.tamId,
      deputyId: plan.deputyId,
      now,
    });
    await refuseArchived(tx, groupId);
    const actorId = actor.kind === "staff" ? actor.personId : null;
    const askerIds = await answerRequests(tx, channelId, { actorId, now });
    // Whoever finds a group there lets in who asked, not those who stayed out or were removed meanwhile.
    const letsEveryoneIn = isNew && channel.mainGroupEntry === "everyone";
    const signedInIds = letsEveryoneIn ? await signedInEmployees(tx, channelId, now) : [];
    await admitEmployees(tx, { id: groupId, accountId }, { askerIds, signedInIds, actorId, now });
    if (isNew || askerIds.length > 0)
      await recordAudit(tx, actor, {
        action: isNew ? "main_group.created" : "main_group.request_answered",
        subjectType: "group",
        subjectId: groupId,
        accountId,
        details: { channelId, planId, answered: askerIds.length },
        now,
      });
    return { isNew, answered: askerIds.length };
  });
}

async function refuseArchived(tx: Tx, groupId: string): Promise<void> {
  const { archivedAt } = await tx.group.findUniqueOrThrow({
    where: { id: groupId },
    select: { archivedAt: true },
  });
  if (archivedAt !== null) throw new AppError("CONFLICT", "channels.main_group_archived");
}

async function answerRequests(
  tx: Tx,
  channelId: string,
  { actorId, now }: { actorId: string | null; now: Date },
): Promise<string[]> {
  const answered = await tx.mainGroupRequest.updateManyAndReturn({
    where: { channelId, answeredAt: null },
    data: { answeredAt: now, answeredById: actorId },
    select: { personId: true },
  });
  return answered.map(({ personId }) => personId);
}
