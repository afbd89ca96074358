import type { Actor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import { healthOf, isReady } from "@/lib/channels/check-health";
import { nextNightlyCheck, nextReadinessCheck } from "@/lib/channels/check-schedule";
import { countApiCalls } from "@/lib/channels/count-api-call";
import { organizationColumns } from "@/lib/channels/internal/checked-app";
import { brokenAfter, mergedChecks } from "@/lib/channels/internal/merge-checks";
import type { SelfCheck } from "@/lib/channels/internal/run-self-check";
import { newsOf, tellHealth } from "@/lib/channels/internal/tell-health";
import { wakePeople } from "@/lib/channels/internal/wake-people";
import { channelChecks, type ChannelHealth, type CheckTrigger } from "@/lib/channels/self-check-contract";
import { durations } from "@/lib/config/durations";
import type { Channel } from "@/lib/db/generated/client";
import { newId } from "@/lib/db/new-id";
import type { Tx } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";
import { bindMainGroup } from "@/lib/groups/bind-main-group";

export type StoredCheck = { health: ChannelHealth; brokenReason: string | null; wentLive: boolean };

type Finding = SelfCheck & {
  trigger: CheckTrigger;
  /** The secret the run was made with: what was found is of no other. */
  inForce: { secretCiphertext: string };
  now: Date;
};

type CheckedChannel = Omit<Channel, "secretCiphertext" | "secretKeyId">;

/** One run, and the end of those nobody looks at any more. */
async function recordRun(
  tx: Tx,
  { id: channelId, accountId }: Pick<Channel, "id" | "accountId">,
  run: { trigger: CheckTrigger; health: ChannelHealth; rows: SelfCheck["checks"]; calls: number; now: Date },
): Promise<string> {
  const { trigger, health, rows, calls, now } = run;
  const id = newId();
  await tx.channelCheckRun.create({
    data: { id, channelId, accountId, trigger, health, rows, calls, checkedAt: now },
  });
  const oldest = new Date(now.getTime() - durations.selfCheckKept);
  await tx.channelCheckRun.deleteMany({ where: { channelId, checkedAt: { lt: oldest } } });
  return id;
}

/** The channel works from now on: its main group is made, with TAM and deputy in it, as at Add Channel. */
async function goLive(tx: Tx, actor: Actor, channel: CheckedChannel, now: Date): Promise<void> {
  const { id, accountId, planId, appId } = channel;
  // Held, so that a change of TAM comes before or after, never in between.
  await tx.$queryRaw`SELECT id FROM support_plan WHERE id = ${planId}::uuid FOR SHARE`;
  const plan = await tx.supportPlan.findUniqueOrThrow({
    where: { id: planId },
    select: { tamId: true, deputyId: true },
  });
  const { organizationName: name } = await tx.channel.findUniqueOrThrow({
    where: { id },
    select: { organizationName: true },
  });
  await bindMainGroup(tx, { channelId: id, accountId, planId, name, ...plan, now });
  await recordAudit(tx, actor, {
    action: "channel.went_live",
    subjectType: "channel",
    subjectId: id,
    accountId,
    details: { appId },
    now,
  });
}

/** The organization as Feishu told it; of another one than the channel's nothing is taken over. */
function toldColumns({ tenantKey }: CheckedChannel, tenant: SelfCheck["tenant"]) {
  if (tenant === null || (tenantKey !== "" && tenant.tenantKey !== tenantKey)) return { tenantKey };
  return { ...organizationColumns(tenant), tenantKey: tenant.tenantKey };
}

/** The first run of a channel that has just been added, or brought back. */
export async function recordFirstRun(
  tx: Tx,
  channel: Pick<Channel, "id" | "accountId" | "status" | "secretChangedAt">,
  { checks, countedCalls, now }: Pick<SelfCheck, "checks" | "countedCalls"> & { now: Date },
): Promise<void> {
  const health = healthOf(checks, null);
  await recordRun(tx, channel, { trigger: "added", health, rows: checks, calls: countedCalls, now });
  const nextCheckAt =
    channel.status === "saved"
      ? nextReadinessCheck(channel.id, channel.secretChangedAt ?? now, now)
      : nextNightlyCheck(channel.id, now);
  // Whoever added it has just seen how it is.
  await tx.channel.update({ where: { id: channel.id }, data: { nextCheckAt, toldHealth: health } });
}

/** What a run means for the channel; nothing is written yet. */
function outcomeOf(channel: CheckedChannel, { checks: fresh, tenant, trigger, now }: Finding) {
  const { status, tenantKey, toldHealth } = channel;
  const checks = mergedChecks(channelChecks(channel.checks), fresh, now);
  const wentLive = status === "saved" && isReady(checks) && (tenantKey !== "" || tenant !== null);
  const isSaved = status === "saved" && !wentLive;
  // A saved channel has never worked: its rows say why, and nothing of it is broken.
  const broken = isSaved
    ? { brokenReason: null, brokenAt: null }
    : brokenAfter(channel, { checks, fresh, trigger, now });
  const health = healthOf(checks, broken.brokenReason);
  const isQuiet = isSaved || wentLive || status === "disabled";
  return { checks, wentLive, isSaved, broken, health, news: isQuiet ? null : newsOf(health, toldHealth) };
}

type Outcome = ReturnType<typeof outcomeOf>;

/** The same as the channel's row keeps it. */
function columnsOf(channel: CheckedChannel, { checks, broken, isSaved, ...outcome }: Outcome, now: Date) {
  const { id, secretChangedAt, createdAt } = channel;
  const told = outcome.wentLive ? outcome.health : outcome.news;
  return {
    ...broken,
    checks,
    checkedAt: now,
    nextCheckAt: isSaved
      ? nextReadinessCheck(id, secretChangedAt ?? createdAt, now)
      : nextNightlyCheck(id, now),
    ...(outcome.wentLive ? { status: "active" as const } : {}),
    ...(told === null ? {} : { toldHealth: told }),
  };
}

/**
 * Stores what a run of the self-check found, in the transaction that holds the channel: its rows, why cards cannot be
 * sent, the calls it cost, and when it is looked at again. A channel that was saved goes live by it, and a change for the
 * worse, or back to well, is told once.
 *
 * @throws AppError CONFLICT `channels.changed_meanwhile` when the run was made with a secret that is not in force any more.
 */
export async function storeCheck(
  tx: Tx,
  actor: Actor,
  channel: CheckedChannel,
  finding: Finding,
): Promise<StoredCheck> {
  const { checks: rows, countedCalls: calls, trigger, inForce, now } = finding;
  const { id: channelId } = channel;
  const outcome = outcomeOf(channel, finding);
  const { health, wentLive } = outcome;
  const organization = toldColumns(channel, finding.tenant);
  const { count } = await tx.channel.updateMany({
    where: { id: channelId, ...inForce },
    data: { ...organization, ...columnsOf(channel, outcome, now) },
  });
  // What was found is of credentials nobody uses any more.
  if (count === 0) throw new AppError("CONFLICT", "channels.changed_meanwhile");
  const runId = await recordRun(tx, channel, { trigger, health, rows, calls, now });
  await countApiCalls(tx, organization.tenantKey, calls, now);
  if (wentLive) await goLive(tx, actor, channel, now);
  const news = wentLive ? ("live" as const) : outcome.news;
  if (news !== null) await tellHealth(tx, { channelId, runId, news, now });
  const { brokenReason } = outcome.broken;
  if (channel.brokenReason !== null && brokenReason === null) await wakePeople(tx, channelId, now);
  return { health, brokenReason, wentLive };
}
