import type { Actor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import { accessChannel } from "@/lib/channels/access";
import type { RecheckChannelInput, RecheckedChannelView } from "@/lib/channels/care-contract";
import { openCredentials } from "@/lib/channels/internal/open-credentials";
import { problemView } from "@/lib/channels/internal/problem-view";
import { type CheckScope, questionsOf, runSelfCheck } from "@/lib/channels/internal/run-self-check";
import { storeCheck } from "@/lib/channels/internal/store-check";
import type { ChannelCheck, CheckStep } from "@/lib/channels/self-check-contract";
import type { At } from "@/lib/config/clock";
import { prisma } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { allQuestions } from "@/lib/feishu/ask-app";
import { requireRecentSecondFactor } from "@/lib/identity/require-recent-second-factor";

/** Whom the app is available to is asked of so many hundreds: more when it is asked for by itself. */
const AVAILABILITY_CALLS = 5;
const AVAILABILITY_CALLS_ALONE = 20;

function scopeOf(step: CheckStep | undefined): CheckScope {
  if (step === undefined) return { questions: allQuestions, availabilityCalls: AVAILABILITY_CALLS };
  return {
    questions: questionsOf(step),
    availabilityCalls: step === "availability" ? AVAILABILITY_CALLS_ALONE : 0,
  };
}

const isToRepair = ({ state }: ChannelCheck): boolean => state === "wrong" || state === "warning";

/**
 * Checks a channel's app with Feishu again, all of it or what one row is read from, and stores what it finds: what keeps
 * the channel from working, or that nothing does any more, in which case cards go out again at once. A channel that was
 * saved goes live when all is right. All of it costs four counted calls, and one for each hundred people.
 *
 * @throws AppError NOT_FOUND for a stranger and a deleted channel; FORBIDDEN `identity.second_factor_needed` for the service
 *   team; CONFLICT `channels.changed_meanwhile`; `feishu.*` when Feishu could not tell. Nothing is changed then.
 */
export async function recheckChannel(
  actor: Actor,
  { channelId, step }: RecheckChannelInput,
  { now }: At,
): Promise<RecheckedChannelView> {
  const asked = await accessChannel(prisma(), actor, channelId, "recheck");
  // At the desk it is one of many customers' channels; in the console it reads what is the reader's own.
  if (actor.kind === "staff") await requireRecentSecondFactor(prisma(), actor, now);
  const { credentials, inForce } = await openCredentials(channelId);

  const { tenantKey, organizationNameTyped } = asked;
  const checked = { channelId, credentials, tenantKey, organizationNameTyped };
  const found = await runSelfCheck(checked, scopeOf(step), now);

  const { brokenReason, wentLive } = await inTransaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM channel WHERE id = ${channelId}::uuid FOR NO KEY UPDATE`;
    const channel = await accessChannel(tx, actor, channelId, "recheck");
    const stored = await storeCheck(tx, actor, channel, { ...found, trigger: "asked", inForce, now });
    await recordAudit(tx, actor, {
      action: "channel.rechecked",
      subjectType: "channel",
      subjectId: channelId,
      accountId: channel.accountId,
      details: { isWorking: stored.brokenReason === null, ...(step === undefined ? {} : { step }) },
      now,
    });
    return stored;
  });
  return {
    problem: problemView({ appId: credentials.appId, brokenReason }),
    warnings: found.checks.filter(isToRepair).length,
    wentLive,
  };
}
