import type { Actor } from "@/lib/actor/actor";
import {
  type ChannelAbility,
  channelPolicy,
  managesChannels,
  type ServiceAbility,
  servicePolicy,
} from "@/lib/channels/policy";
import { requireActivePlan } from "@/lib/channels/internal/require-active-plan";
import type { Db } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";

const reasonOfChannel: Record<ChannelAbility, string> = {
  read: "channels.may_not_read",
  recheck: "channels.may_not_recheck",
  rotateSecret: "channels.may_not_rotate_secret",
  rebind: "channels.may_not_rebind",
  disable: "channels.may_not_disable",
  enable: "channels.may_not_enable",
  remove: "channels.may_not_remove",
  setCardContent: "channels.may_not_set_card_content",
};

/**
 * The channel with this id, once `actor` is shown to hold `ability` over it: the only way from an id to a channel. Its secret is not among it.
 *
 * @throws AppError NOT_FOUND `channels.no_such_channel` for a stranger, so that ids cannot be probed, and of a deleted one; FORBIDDEN `channels.may_not_<ability>`, of a principal `channels.may_not_manage`.
 */
export async function accessChannel(db: Db, actor: Actor, channelId: string, ability: ChannelAbility) {
  const channel = await db.channel.findUnique({
    where: { id: channelId },
    omit: { secretCiphertext: true, secretKeyId: true },
    include: { plan: { select: { tamId: true, deputyId: true } } },
  });
  if (!channel || channel.status === "deleted" || !channelPolicy.read(actor, channel))
    throw new AppError("NOT_FOUND", "channels.no_such_channel");
  if (actor.kind === "principal" && ability !== "read") requireChannelManager(actor);
  if (!channelPolicy[ability](actor, channel)) throw new AppError("FORBIDDEN", reasonOfChannel[ability]);
  return channel;
}

/**
 * Asks that a principal who adds a channel for their own account is one whom it lets; of others something else is asked.
 *
 * @throws AppError FORBIDDEN `channels.may_not_manage`.
 */
export function requireChannelManager(actor: Actor): void {
  if (!managesChannels(actor)) throw new AppError("FORBIDDEN", "channels.may_not_manage");
}

const reasonOf: Record<ServiceAbility, string> = {
  addChannel: "channels.may_not_add",
  bindMainGroup: "channels.may_not_bind_main_group",
  setMainGroupEntry: "channels.may_not_set_main_group_entry",
  setPlanStaff: "channels.may_not_set_plan_staff",
};

/**
 * The support plan with this id, once `actor` is shown to hold `ability` over it: the only way from an id to a plan that
 * is served.
 *
 * @throws AppError NOT_FOUND `channels.no_such_plan` for a stranger to the customer; FORBIDDEN `channels.may_not_<ability>`.
 */
export async function accessServedPlan(db: Db, actor: Actor, planId: string, ability: ServiceAbility) {
  const plan = await db.supportPlan.findUnique({
    where: { id: planId },
    select: {
      id: true,
      accountId: true,
      validTo: true,
      tamId: true,
      deputyId: true,
      account: { select: { supportPlans: { select: { tamId: true, deputyId: true } } } },
    },
  });
  if (!plan || !servicePolicy.see(actor, plan.account.supportPlans))
    throw new AppError("NOT_FOUND", "channels.no_such_plan");
  if (!servicePolicy[ability](actor, plan)) throw new AppError("FORBIDDEN", reasonOf[ability]);
  return plan;
}

/**
 * The channel with this id and a plan of its account (its own when none is named), once `actor` is shown to hold
 * `ability` over that plan: the only way from an id to a channel for who serves the customer.
 *
 * @throws AppError NOT_FOUND `channels.no_such_channel` for a stranger to the customer, for a plan of another account, and of a deleted channel;
 *   FORBIDDEN `channels.may_not_<ability>`.
 */
export async function accessServedChannel(
  db: Db,
  actor: Actor,
  which: { channelId: string; planId?: string },
  ability: Exclude<ServiceAbility, "setPlanStaff" | "addChannel">,
) {
  const channel = await db.channel.findUnique({
    where: { id: which.channelId },
    select: {
      id: true,
      accountId: true,
      planId: true,
      status: true,
      organizationName: true,
      mainGroupEntry: true,
      account: {
        select: { supportPlans: { select: { id: true, validTo: true, tamId: true, deputyId: true } } },
      },
    },
  });
  const plans = channel?.account.supportPlans ?? [];
  const plan = plans.find(({ id }) => id === (which.planId ?? channel?.planId));
  if (!channel || channel.status === "deleted" || !plan || !servicePolicy.see(actor, plans))
    throw new AppError("NOT_FOUND", "channels.no_such_channel");
  if (!servicePolicy[ability](actor, plan)) throw new AppError("FORBIDDEN", reasonOf[ability]);
  return { channel, plan };
}

/**
 * The account with this id and its active plan, once `actor` of the service team is shown to add channels for that plan.
 *
 * @throws AppError NOT_FOUND `channels.no_such_account` for a stranger to the customer; FORBIDDEN `channels.may_not_add`,
 *   or what `requireActivePlan` says of an account without one.
 */
export async function accessAccountToAddTo(db: Db, actor: Actor, accountId: string, now: Date) {
  const plans = await db.supportPlan.findMany({
    where: { accountId },
    select: { tamId: true, deputyId: true },
  });
  const isThere = plans.length > 0 || (await db.account.count({ where: { id: accountId } })) > 0;
  if (!isThere || !servicePolicy.see(actor, plans))
    throw new AppError("NOT_FOUND", "channels.no_such_account");
  const plan = await requireActivePlan(db, accountId, now);
  if (!servicePolicy.addChannel(actor, plan)) throw new AppError("FORBIDDEN", reasonOf.addChannel);
  return plan;
}
