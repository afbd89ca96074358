import type { SystemActor } from "@/lib/actor/actor";
import { nextNightlyCheck } from "@/lib/channels/check-schedule";
import type { ChannelIdInput } from "@/lib/channels/contract";
import { dueTriggerSql } from "@/lib/channels/internal/checks-due-sql";
import { openCredentials } from "@/lib/channels/internal/open-credentials";
import { quotaUsageView } from "@/lib/channels/internal/quota-usage-view";
import { type CheckScope, runSelfCheck } from "@/lib/channels/internal/run-self-check";
import { storeCheck, type StoredCheck } from "@/lib/channels/internal/store-check";
import { quotaMonth } from "@/lib/channels/quota-month";
import type { CheckTrigger } from "@/lib/channels/self-check-contract";
import type { At } from "@/lib/config/clock";
import { durations } from "@/lib/config/durations";
import type { Channel } from "@/lib/db/generated/client";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { isAppError } from "@/lib/errors/app-error";
import { allQuestions, freeQuestions } from "@/lib/feishu/ask-app";
import { log } from "@/lib/log/logger";

/** Whom the app is available to is asked of so many hundreds at most. */
const AVAILABILITY_CALLS = 5;

const withoutSecret = { secretCiphertext: true, secretKeyId: true } as const;

/** Takes the check for this worker: of two at once one gets it, and a killed one's is due again when the lease is over. */
async function claim(channelId: string, now: Date): Promise<CheckTrigger | null> {
  const lease = new Date(now.getTime() + durations.selfCheckLease);
  const { rows } = await pool().query<{ trigger: CheckTrigger }>({
    name: "claim_self_check",
    text: `WITH due AS (SELECT c.id, (${dueTriggerSql}) AS trigger FROM channel c WHERE c.id = $4 FOR NO KEY UPDATE)
      UPDATE channel SET next_check_at = $2 FROM due WHERE channel.id = due.id AND due.trigger IS NOT NULL RETURNING due.trigger`,
    values: [now, lease, new Date(now.getTime() - durations.selfCheckAfterFailure), channelId],
  });
  return rows[0]?.trigger ?? null;
}

/** As much as the month's calls allow: when they are short, only what is free. */
async function scopeFor(
  { tenantKey, edition }: Pick<Channel, "tenantKey" | "edition">,
  trigger: CheckTrigger,
  now: Date,
): Promise<CheckScope> {
  const usage = await prisma().apiUsage.findUnique({
    where: { tenantKey_month: { tenantKey, month: quotaMonth(now) } },
  });
  const { isShort } = quotaUsageView(usage?.counted ?? 0, edition === "paid", {
    now,
    exhausted: !!usage?.exhaustedAt,
  });
  if (isShort) return { questions: freeQuestions, availabilityCalls: 0 };
  return { questions: allQuestions, availabilityCalls: trigger === "scheduled" ? AVAILABILITY_CALLS : 0 };
}

/** What is wrong with us must not be tried every few minutes; Feishu's own trouble is over by then. */
async function putOff(channelId: string, thrown: unknown, now: Date): Promise<void> {
  const isTrouble = isAppError(thrown) && thrown.reason.startsWith("feishu.");
  if (isAppError(thrown)) log.warn("channels.self_check_failed", { channelId, reason: thrown.reason });
  if (isTrouble) return;
  await prisma().channel.updateMany({
    where: { id: channelId, status: { in: ["active", "saved"] } },
    data: { nextCheckAt: nextNightlyCheck(channelId, now) },
  });
}

/**
 * Runs a channel's self-check that is due: every night, after a send that failed, after a new secret, and until an app that
 * was saved is ready. Of several workers one runs it. When the month's calls are short only what is free is asked. Null
 * when it was not due, or could not be run and is tried again.
 */
export async function runDueCheck(
  actor: SystemActor,
  { channelId }: ChannelIdInput,
  { now }: At,
): Promise<StoredCheck | null> {
  const trigger = await claim(channelId, now);
  if (trigger === null) return null;
  try {
    const before = await prisma().channel.findUniqueOrThrow({
      where: { id: channelId },
      omit: withoutSecret,
    });
    const { credentials, inForce } = await openCredentials(channelId);
    const scope = await scopeFor(before, trigger, now);
    const found = await runSelfCheck({ ...before, channelId, credentials }, scope, now);
    return await inTransaction(async (tx) => {
      await tx.$queryRaw`SELECT id FROM channel WHERE id = ${channelId}::uuid FOR NO KEY UPDATE`;
      const channel = await tx.channel.findUniqueOrThrow({ where: { id: channelId }, omit: withoutSecret });
      return storeCheck(tx, actor, channel, { ...found, trigger, inForce, now });
    });
  } catch (thrown) {
    await putOff(channelId, thrown, now);
    if (!isAppError(thrown)) throw thrown;
    return null;
  }
}
