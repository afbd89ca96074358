import type { ConsoleActor, StaffActor, SystemActor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import { accessChannel } from "@/lib/channels/access";
import type { RebindChannelInput, ReboundChannelView } from "@/lib/channels/care-contract";
import { countApiCalls } from "@/lib/channels/count-api-call";
import { type CheckedApp, checkedApp, checkedColumns } from "@/lib/channels/internal/checked-app";
import { findAppOwner } from "@/lib/channels/internal/find-app-owner";
import { lockAppIds } from "@/lib/channels/internal/lock-app-ids";
import { sealedCredentials } from "@/lib/channels/internal/open-credentials";
import { refuseRegisteredApp } from "@/lib/channels/internal/refuse-registered-app";
import { requireConfirmation } from "@/lib/channels/internal/require-confirmation";
import { secretColumns } from "@/lib/channels/internal/sealed-secret";
import { wakePeople } from "@/lib/channels/internal/wake-people";
import type { At } from "@/lib/config/clock";
import { type Db, prisma, type Tx } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { forgetConnections } from "@/lib/feishu/connection";
import { APP_REPLACED } from "@/lib/identity/app-replaced";
import { endSessionsOf } from "@/lib/identity/end-sessions-of";
import { requireRecentSecondFactor } from "@/lib/identity/require-recent-second-factor";

type Rebinder = ConsoleActor | StaffActor | SystemActor;
type OwnChannel = Awaited<ReturnType<typeof accessChannel>>;
/** The app that takes the place of another, as Feishu showed it, and the secret it replaces. */
type Replacement = {
  input: RebindChannelInput;
  app: CheckedApp;
  old: { appId: string; inForce: { secretCiphertext: string } };
  now: Date;
};

/** An app this channel had before may come back to it; any other channel's stays with that. */
async function isTaken(db: Db, { id }: OwnChannel, appId: string): Promise<boolean> {
  const owner = await findAppOwner(db, appId);
  return owner !== null && owner.id !== id;
}

async function refuseTaken(actor: Rebinder, channel: OwnChannel, appId: string, at: At): Promise<void> {
  if (appId === channel.appId) throw new AppError("INVALID_INPUT", "channels.same_app");
  if (!(await isTaken(prisma(), channel, appId))) return;
  await refuseRegisteredApp({ ...actor, accountId: channel.accountId }, appId, at);
  throw new AppError("CONFLICT", "channels.app_of_deleted_channel");
}

/**
 * Binds a channel to an app that the customer made anew in the same organization (docs/decisions/0032-credentials-over-time.md).
 * Conversations and members stay; everybody signs in anew, which finds them by union_id, and no card reaches them before.
 *
 * @throws AppError NOT_FOUND for a stranger and a deleted channel; FORBIDDEN `identity.second_factor_needed`; INVALID_INPUT
 *   `channels.confirmation_wrong`, `channels.same_app`; what `refuseRegisteredApp` and `checkApp` say of the new app; CONFLICT
 *   `channels.other_organization`, `channels.app_of_deleted_channel`, `channels.changed_meanwhile`. Nothing is changed then.
 */
export async function rebindChannel(
  actor: Rebinder,
  input: RebindChannelInput,
  { now }: At,
): Promise<ReboundChannelView> {
  const { channelId, appId, appSecret } = input;
  const channel = await accessChannel(prisma(), actor, channelId, "rebind");
  await requireRecentSecondFactor(prisma(), actor, now);
  requireConfirmation(input.confirmation, channel.appId);
  await refuseTaken(actor, channel, appId, { now });
  const old = await sealedCredentials(channelId);

  const app = await checkedApp({ appId, appSecret }, channel);
  if (app.tenant.tenantKey !== channel.tenantKey)
    throw new AppError("CONFLICT", "channels.other_organization");

  const view = await inTransaction((tx) => replaceApp(tx, actor, { input, app, old, now }));
  if (view === null) await refuseTaken(actor, channel, appId, { now });
  if (view === null) throw new AppError("CONFLICT", "channels.changed_meanwhile");
  forgetConnections(old.appId);
  return view;
}

/** Null when the new app was given to another channel meanwhile. */
async function replaceApp(
  tx: Tx,
  actor: Rebinder,
  { input, app, old, now }: Replacement,
): Promise<ReboundChannelView | null> {
  const { channelId, appId, appSecret } = input;
  await lockAppIds(tx, [appId, old.appId]);
  await tx.$queryRaw`SELECT id FROM channel WHERE id = ${channelId}::uuid FOR UPDATE`;
  const channel = await accessChannel(tx, actor, channelId, "rebind");
  if (await isTaken(tx, channel, appId)) return null;
  const { secretEnding, ...secret } = secretColumns(appSecret, channelId, now);
  const { count } = await tx.channel.updateMany({
    where: { id: channelId, appId: old.appId, ...old.inForce },
    data: {
      appId,
      ...secret,
      secretEnding,
      ...checkedColumns(app, now),
      previousAppIds: [...channel.previousAppIds.filter((id) => id !== appId), old.appId],
    },
  });
  if (count === 0) throw new AppError("CONFLICT", "channels.changed_meanwhile");
  const people = await forgetPeopleOf(tx, channelId, now);
  await countApiCalls(tx, channel.tenantKey, app.countedCalls, now);
  await wakePeople(tx, channelId, now);
  await recordAudit(tx, actor, {
    action: "channel.rebound",
    subjectType: "channel",
    subjectId: channelId,
    accountId: channel.accountId,
    details: { appId, people },
    before: { appId: old.appId },
    now,
  });
  return { appId, secretEnding, people };
}

/** Everything the old app knew its people and cards by is of no use to the new one. Answers how many people have to come anew. */
async function forgetPeopleOf(tx: Tx, channelId: string, now: Date): Promise<number> {
  await endSessionsOf(tx, { channelId }, { reason: "app_replaced", now });
  // A card is changed by the app that sent it alone.
  await tx.cardDelivery.updateMany({
    where: { channelId, cardId: { not: null } },
    data: { cardId: null },
  });
  const { count } = await tx.feishuIdentity.updateMany({
    where: { channelId },
    data: { unreachableReason: APP_REPLACED, unreachableAt: now },
  });
  return count;
}
