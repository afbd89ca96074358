import type { AddChannelInput, ChannelAdder } from "@/lib/channels/contract";
import { type AskedApp, organizationColumns } from "@/lib/channels/internal/checked-app";
import { findAppOwner, mayRevive } from "@/lib/channels/internal/find-app-owner";
import { lockAppIds } from "@/lib/channels/internal/lock-app-ids";
import { secretColumns } from "@/lib/channels/internal/sealed-secret";
import { newId } from "@/lib/db/new-id";
import type { Tx } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";
import { restoreGroupsOf } from "@/lib/groups/restore-groups-of";

export type Registration = { input: AddChannelInput; app: AskedApp; planId: string; now: Date };

const withoutSecret = { secretCiphertext: true, secretKeyId: true } as const;

/**
 * The channel's row, new or brought back from deletion with its groups, or null when somebody else has registered the app.
 *
 * @throws AppError CONFLICT `channels.other_organization` when the deleted channel belonged to another organization.
 */
export async function registerChannel(tx: Tx, actor: ChannelAdder, registration: Registration) {
  const { accountId } = actor;
  const { appId } = registration.input;
  await lockAppIds(tx, [appId]);
  const owner = await findAppOwner(tx, appId);
  if (owner === null) return { channel: await insert(tx, accountId, registration), isRevived: false };
  if (!mayRevive(owner, accountId, appId)) return null;
  if (isOfAnother(owner.tenantKey, registration.app.tenant))
    throw new AppError("CONFLICT", "channels.other_organization");
  return { channel: await revive(tx, owner.id, registration), isRevived: true };
}

/** Whether two organizations are known to be different; an empty key is of one that Feishu has not told yet. */
const isOfAnother = (tenantKey: string, tenant: AskedApp["tenant"]): boolean =>
  tenant !== null && tenantKey !== "" && tenant.tenantKey !== tenantKey;

/** No tag that Feishu knows: an app that is not in force may not ask about its organization. */
const UNKNOWN_TAG = -1;

/** What Feishu told of the organization, or what was typed until it does. */
function columnsOf({ input, app, now }: Registration) {
  const { tenant, checks, refusal } = app;
  const status = refusal === null ? ("active" as const) : ("saved" as const);
  return {
    ...(tenant === null ? {} : { ...organizationColumns(tenant), tenantKey: tenant.tenantKey }),
    organizationNameTyped: input.organizationName,
    checks,
    checkedAt: now,
    brokenReason: null,
    brokenAt: null,
    status,
  };
}

async function insert(tx: Tx, accountId: string, registration: Registration) {
  const { input, planId, now } = registration;
  const id = newId();
  return tx.channel.create({
    data: {
      id,
      accountId,
      planId,
      appId: input.appId,
      ...secretColumns(input.appSecret, id, now),
      organizationName: input.organizationName,
      tenantKey: "",
      displayId: "",
      tenantTag: UNKNOWN_TAG,
      ...columnsOf(registration),
      createdAt: now,
    },
    omit: withoutSecret,
  });
}

/** The same row: its people, groups and tickets are the customer's history. */
async function revive(tx: Tx, id: string, registration: Registration) {
  const { input, planId, now } = registration;
  await tx.$queryRaw`SELECT id FROM channel WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  const channel = await tx.channel.update({
    where: { id },
    data: {
      planId,
      ...secretColumns(input.appSecret, id, now),
      ...columnsOf(registration),
    },
    omit: withoutSecret,
  });
  await restoreGroupsOf(tx, id, now);
  return channel;
}
