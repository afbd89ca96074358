import type { Actor } from "@/lib/actor/actor";
import {
  type ChannelAbility,
  channelPolicy,
  type ServiceAbility,
  servicePolicy,
} from "@/lib/channels/policy";
import type { Db } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";

/**
 * The channel with this id, once `actor` is shown to hold `ability` over it: the only way from an id to a channel. Its secret is not among it.
 *
 * @throws AppError NOT_FOUND `channels.no_such_channel` for a stranger, so that ids cannot be probed; FORBIDDEN `channels.may_not_<ability>`.
 */
export async function accessChannel(db: Db, actor: Actor, channelId: string, ability: ChannelAbility) {
  const channel = await db.channel.findUnique({
    where: { id: channelId },
    omit: { secretCiphertext: true, secretKeyId: true },
  });
  if (!channel || !channelPolicy.read(actor, channel))
    throw new AppError("NOT_FOUND", "channels.no_such_channel");
  if (!channelPolicy[ability](actor, channel)) throw new AppError("FORBIDDEN", `channels.may_not_${ability}`);
  return channel;
}

const reasonOf: Record<ServiceAbility, string> = {
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
 * @throws AppError NOT_FOUND `channels.no_such_channel` for a stranger to the customer, and for a plan of another account;
 *   FORBIDDEN `channels.may_not_<ability>`.
 */
export async function accessServedChannel(
  db: Db,
  actor: Actor,
  which: { channelId: string; planId?: string },
  ability: Exclude<ServiceAbility, "setPlanStaff">,
) {
  const channel = await db.channel.findUnique({
    where: { id: which.channelId },
    select: {
      id: true,
      accountId: true,
      planId: true,
      organizationName: true,
      mainGroupEntry: true,
      account: {
        select: { supportPlans: { select: { id: true, validTo: true, tamId: true, deputyId: true } } },
      },
    },
  });
  const plans = channel?.account.supportPlans ?? [];
  const plan = plans.find(({ id }) => id === (which.planId ?? channel?.planId));
  if (!channel || !plan || !servicePolicy.see(actor, plans))
    throw new AppError("NOT_FOUND", "channels.no_such_channel");
  if (!servicePolicy[ability](actor, plan)) throw new AppError("FORBIDDEN", reasonOf[ability]);
  return { channel, plan };
}
