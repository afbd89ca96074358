import type { ConsoleActor, StaffActor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import { accessChannel } from "@/lib/channels/access";
import type { SendTestCardInput } from "@/lib/channels/care-contract";
import { openCredentials } from "@/lib/channels/internal/open-credentials";
import { kept } from "@/lib/channels/internal/run-self-check";
import { amber, green, red, type Row } from "@/lib/channels/internal/self-check/rows";
import { storeCheck } from "@/lib/channels/internal/store-check";
import { testCard } from "@/lib/channels/internal/test-card";
import type { TestCardView } from "@/lib/channels/self-check-contract";
import type { At } from "@/lib/config/clock";
import { durations } from "@/lib/config/durations";
import { newId } from "@/lib/db/new-id";
import { prisma } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { appErrorOf } from "@/lib/feishu/app-error-of";
import { answered } from "@/lib/feishu/ask-app";
import { feishuClient } from "@/lib/feishu/client";
import type { FeishuError } from "@/lib/feishu/feishu-error";
import { APP_REPLACED } from "@/lib/identity/app-replaced";
import { requireRecentSecondFactor } from "@/lib/identity/require-recent-second-factor";

/** The person's fatigue window, which no card but an Emergency's passes by (design.md §4.3). */
async function claimWindow(personId: string, now: Date): Promise<void> {
  const earliest = new Date(now.getTime() - durations.cardWindow);
  const claimed = await prisma().$queryRaw<unknown[]>`
    INSERT INTO notification_window (person_id, last_card_at) VALUES (${personId}::uuid, ${now})
    ON CONFLICT (person_id) DO UPDATE SET last_card_at = ${now}
    WHERE notification_window.last_card_at IS NULL OR notification_window.last_card_at <= ${earliest}
    RETURNING person_id`;
  if (claimed.length === 0) throw new AppError("RATE_LIMITED", "channels.test_card_recently");
}

/** What certainly did not arrive tires nobody. */
async function giveBackWindow(personId: string, claimedAt: Date): Promise<void> {
  await prisma().notificationWindow.updateMany({
    where: { personId, lastCardAt: claimedAt },
    data: { lastCardAt: null },
  });
}

function rowOf(error: FeishuError | null, personId: string): Row {
  const people = [personId];
  if (error === null) return green("message_path", "sent", { people });
  const details = { code: String(error.code ?? 0) };
  return error.failure === "user_unreachable"
    ? amber("message_path", "not_reached", { people, details })
    : red("message_path", "refused", { people, details });
}

/** A refusal says something of the channel; a fault of Feishu's, or silence, does not. */
const saysSomething = ({ kind, failure }: FeishuError): boolean =>
  kind === "answered" && failure !== "retry_soon" && failure !== "fresh_token";

/**
 * Sends one of the channel's signed-in employees a card that says it is a trial, and keeps how that went as a row of the
 * self-check (edge-cases §11, "Message path"). Costs one counted call, and the employee's one card in ten minutes.
 *
 * @throws AppError NOT_FOUND `channels.no_such_channel`, `channels.no_such_recipient`; FORBIDDEN
 *   `identity.second_factor_needed` for the service team; RATE_LIMITED `channels.test_card_recently`; `feishu.*` when Feishu could not tell.
 */
export async function sendTestCard(
  actor: ConsoleActor | StaffActor,
  { channelId, personId }: SendTestCardInput,
  { now }: At,
): Promise<TestCardView> {
  const { status } = await accessChannel(prisma(), actor, channelId, "recheck");
  if (actor.kind === "staff") await requireRecentSecondFactor(prisma(), actor, now);
  const recipient = await prisma().feishuIdentity.findUnique({
    where: { personId, channelId },
    select: { openId: true, unreachableReason: true },
  });
  if (recipient === null || recipient.unreachableReason === APP_REPLACED || status !== "active")
    throw new AppError("NOT_FOUND", "channels.no_such_recipient");
  const { credentials, inForce } = await openCredentials(channelId);

  await claimWindow(personId, now);
  let countedCalls = 0;
  const onCounted = () => {
    countedCalls += 1;
  };
  const card = testCard(credentials.appId);
  const sent = await answered(
    feishuClient(credentials, { onCounted }).sendCard({ openId: recipient.openId, uuid: newId(), card }),
  );
  const error = "error" in sent ? sent.error : null;
  if (error && saysSomething(error)) await giveBackWindow(personId, now);
  else if (error) throw appErrorOf(error);

  await inTransaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM channel WHERE id = ${channelId}::uuid FOR NO KEY UPDATE`;
    const channel = await accessChannel(tx, actor, channelId, "recheck");
    const checks = [kept(rowOf(error, personId), now)];
    await storeCheck(tx, actor, channel, {
      checks,
      tenant: null,
      countedCalls,
      trigger: "asked",
      inForce,
      now,
    });
    await recordAudit(tx, actor, {
      action: "channel.test_card_sent",
      subjectType: "channel",
      subjectId: channelId,
      accountId: channel.accountId,
      details: { personId, code: error?.code ?? 0 },
      now,
    });
  });
  return { code: error?.code ?? null };
}
