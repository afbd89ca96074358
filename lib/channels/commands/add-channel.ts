import { recordAudit } from "@/lib/audit/record-audit";
import { accessAccountToAddTo, requireChannelManager } from "@/lib/channels/access";
import {
  type AddChannelInput,
  addChannelInput,
  type AddedChannelView,
  type ChannelAdder,
} from "@/lib/channels/contract";
import { countApiCalls } from "@/lib/channels/count-api-call";
import { CHANNEL_ADDED, findAddedBy } from "@/lib/channels/internal/added-by";
import { channelView } from "@/lib/channels/internal/channel-view";
import { type AskedApp, askedApp } from "@/lib/channels/internal/checked-app";
import { refuseRegisteredApp } from "@/lib/channels/internal/refuse-registered-app";
import { registerChannel } from "@/lib/channels/internal/register-channel";
import { requireActivePlan } from "@/lib/channels/internal/require-active-plan";
import { recordFirstRun } from "@/lib/channels/internal/store-check";
import { isSavable } from "@/lib/channels/policy";
import type { At } from "@/lib/config/clock";
import { type Db, prisma, type Tx } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { bindMainGroup } from "@/lib/groups/bind-main-group";
import { requireRecentSecondFactor } from "@/lib/identity/require-recent-second-factor";

type Addition = { input: AddChannelInput; app: AskedApp; now: Date };

/** The plan the channel will belong to, once the actor is shown to act for its account. */
async function planFor(db: Db, actor: ChannelAdder, now: Date) {
  if (actor.kind === "staff") return accessAccountToAddTo(db, actor, actor.accountId, now);
  requireChannelManager(actor);
  return requireActivePlan(db, actor.accountId, now);
}

async function register(tx: Tx, actor: ChannelAdder, addition: Addition): Promise<AddedChannelView | null> {
  const { input, app, now } = addition;
  const { accountId } = actor;
  // Read again: the check with Feishu took its time. Held, so that a change of TAM comes before or after, never in between.
  await tx.$queryRaw`SELECT id FROM support_plan WHERE account_id = ${accountId}::uuid FOR SHARE`;
  const plan = await planFor(tx, actor, now);
  const registered = await registerChannel(tx, actor, { ...addition, planId: plan.id });
  if (registered === null) return null;
  const { channel, isRevived } = registered;
  const isSaved = channel.status === "saved";
  // A group that nobody can enter helps nobody: that of a saved channel is made when it goes live.
  if (!isSaved) {
    await bindMainGroup(tx, {
      channelId: channel.id,
      accountId,
      planId: plan.id,
      name: channel.organizationName,
      tamId: plan.tamId,
      deputyId: plan.deputyId,
      now,
    });
  }
  await recordFirstRun(tx, channel, { ...app, now });
  await countApiCalls(tx, channel.tenantKey, app.countedCalls, now);
  const { appId, displayId } = channel;
  await recordAudit(tx, actor, {
    action: CHANNEL_ADDED,
    subjectType: "channel",
    subjectId: channel.id,
    accountId,
    details: {
      appId,
      displayId,
      planId: plan.id,
      ...(isRevived ? { revived: true } : {}),
      ...(isSaved ? { status: "saved" } : {}),
    },
    now,
  });
  const by = (await findAddedBy(tx, accountId, [channel.id])).get(channel.id);
  return { ...channelView(channel, { by }), secretEnding: input.appSecret.slice(-4) };
}

/**
 * Connects a customer's Feishu app to their account (manual, part 1). The credentials and the whole configuration are
 * verified with Feishu first; only when all of it is right is the channel stored, its secret encrypted, and the service
 * main group of the plan bound with TAM and deputy as members. A refusal stores nothing. An app whose channel the same
 * account has deleted brings that channel back, with its people and groups. With `untilLive` an app that only is not ready yet
 * is saved, and goes live by itself once it is (docs/decisions/0033-self-check.md).
 *
 * @throws AppError FORBIDDEN `channels.may_not_manage`, `channels.no_active_plan`, `channels.plan_expired` or `channels.plan_not_started`; CONFLICT when
 *   the app has a channel already (see `refuseRegisteredApp`), `channels.other_organization`; of the service team NOT_FOUND
 *   `channels.no_such_account`, FORBIDDEN `channels.may_not_add`; FORBIDDEN `identity.second_factor_needed`; what `checkApp` finds wrong, as `feishu.*`.
 */
export async function addChannel(
  actor: ChannelAdder,
  raw: AddChannelInput,
  { now }: At,
): Promise<AddedChannelView> {
  const input = addChannelInput.parse(raw);
  await planFor(prisma(), actor, now);
  await requireRecentSecondFactor(prisma(), actor, now);
  await refuseRegisteredApp(actor, input.appId, { now });

  const known = { tenantKey: "", organizationNameTyped: input.organizationName };
  const app = await askedApp(
    input,
    known,
    ({ reason }) => input.untilLive !== undefined && isSavable(reason),
  );

  const added = await inTransaction((tx) => register(tx, actor, { input, app, now }));
  if (added) return added;
  await refuseRegisteredApp(actor, input.appId, { now });
  throw new AppError("CONFLICT", "channels.cannot_be_registered");
}
