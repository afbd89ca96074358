import { recordAudit } from "@/lib/audit/record-audit";
import {
  type AddChannelInput,
  addChannelInput,
  type AddedChannelView,
  type ChannelAdder,
} from "@/lib/channels/contract";
import { countApiCalls } from "@/lib/channels/count-api-call";
import { CHANNEL_ADDED, findAddedBy } from "@/lib/channels/internal/added-by";
import { channelView } from "@/lib/channels/internal/channel-view";
import { refuseRegisteredApp } from "@/lib/channels/internal/refuse-registered-app";
import { requireActivePlan } from "@/lib/channels/internal/require-active-plan";
import type { At } from "@/lib/config/clock";
import { environment } from "@/lib/config/environment";
import { sealSecret } from "@/lib/config/secret-box";
import { newId } from "@/lib/db/new-id";
import { prisma, type Tx } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { checkApp } from "@/lib/feishu/check-app";
import { bindMainGroup } from "@/lib/groups/bind-main-group";
import { requireRecentSecondFactor } from "@/lib/identity/require-recent-second-factor";

type CheckedApp = Awaited<ReturnType<typeof checkApp>> & { countedCalls: number };
type Registration = { input: AddChannelInput; app: CheckedApp; now: Date };

async function askFeishu({ appId, appSecret }: AddChannelInput): Promise<CheckedApp> {
  let countedCalls = 0;
  const onCounted = () => {
    countedCalls += 1;
  };
  const app = await checkApp({ appId, appSecret }, { appUrl: environment().APP_URL, onCounted });
  return { ...app, countedCalls };
}

/** The channel's row, or null when somebody else has registered the app: the unique key decides. */
async function insertChannel(tx: Tx, actor: ChannelAdder, planId: string, { input, app, now }: Registration) {
  const id = newId();
  const secret = sealSecret(input.appSecret, id);
  const { tenant } = app;
  const [channel] = await tx.channel.createManyAndReturn({
    data: {
      id,
      accountId: actor.accountId,
      planId,
      appId: input.appId,
      secretCiphertext: secret.ciphertext,
      secretKeyId: secret.keyId,
      organizationNameTyped: input.organizationName,
      organizationName: tenant.name,
      tenantKey: tenant.tenantKey,
      displayId: tenant.displayId,
      tenantTag: tenant.tenantTag,
      avatarUrl: tenant.avatarUrl,
      checks: app.checks,
      checkedAt: now,
      createdAt: now,
    },
    skipDuplicates: true,
    omit: { secretCiphertext: true, secretKeyId: true },
  });
  return channel ?? null;
}

async function register(
  tx: Tx,
  actor: ChannelAdder,
  registration: Registration,
): Promise<AddedChannelView | null> {
  const { input, app, now } = registration;
  const { accountId } = actor;
  // Read again: the check with Feishu took its time. Held, so that a change of TAM comes before or after, never in between.
  await tx.$queryRaw`SELECT id FROM support_plan WHERE account_id = ${accountId}::uuid FOR SHARE`;
  const plan = await requireActivePlan(tx, accountId, now);
  const channel = await insertChannel(tx, actor, plan.id, registration);
  if (!channel) return null;
  await bindMainGroup(tx, {
    channelId: channel.id,
    accountId,
    planId: plan.id,
    name: channel.organizationName,
    tamId: plan.tamId,
    deputyId: plan.deputyId,
    now,
  });
  await countApiCalls(tx, channel.tenantKey, app.countedCalls, now);
  await recordAudit(tx, actor, {
    action: CHANNEL_ADDED,
    subjectType: "channel",
    subjectId: channel.id,
    accountId,
    details: { appId: channel.appId, displayId: channel.displayId, planId: plan.id },
    now,
  });
  const by = (await findAddedBy(tx, accountId, [channel.id])).get(channel.id);
  return { ...channelView(channel, by), secretEnding: input.appSecret.slice(-4) };
}

/**
 * Connects a customer's Feishu app to their account (manual, part 1). The credentials and the whole configuration are
 * verified with Feishu first; only when all of it is right is the channel stored, its secret encrypted, and the service
 * main group of the plan bound with TAM and deputy as members. A refusal stores nothing.
 *
 * @throws AppError FORBIDDEN `channels.no_active_plan`, `channels.plan_expired` or `channels.plan_not_started`; CONFLICT when
 *   the app has a channel already (see `refuseRegisteredApp`); FORBIDDEN `identity.second_factor_needed`; what `checkApp` finds wrong, as `feishu.*`.
 */
export async function addChannel(
  actor: ChannelAdder,
  raw: AddChannelInput,
  { now }: At,
): Promise<AddedChannelView> {
  const input = addChannelInput.parse(raw);
  await requireActivePlan(prisma(), actor.accountId, now);
  await requireRecentSecondFactor(prisma(), actor, now);
  await refuseRegisteredApp(actor, input.appId, { now });

  const app = await askFeishu(input);

  const added = await inTransaction((tx) => register(tx, actor, { input, app, now }));
  if (added) return added;
  await refuseRegisteredApp(actor, input.appId, { now });
  throw new AppError("CONFLICT", "channels.cannot_be_registered");
}
