import { durations } from "@/lib/config/durations";
import { prisma } from "@/lib/db/prisma";
import { log } from "@/lib/log/logger";
import { MailError, isMailConfigured, sendMail } from "@/lib/mail/send-mail";
import { mentionFacts } from "@/lib/notifications/internal/mention-facts";
import { mentionMail } from "@/lib/notifications/internal/mention-mail";
import {
  type OpenMention,
  judgeMentions,
  recordOutcome,
  settle,
} from "@/lib/notifications/internal/mentions";
import { mailRetry, runningTime } from "@/lib/notifications/internal/timing";
import {
  type Deciding,
  claimWindow,
  giveBackWindow,
  lookAgainAt,
  rest,
  wakeAt,
  withWindow,
} from "@/lib/notifications/internal/window";

/** A mail that was claimed: the person's window is taken, and it is now to be sent. */
type ClaimedMail = {
  address: string;
  mentions: [OpenMention, ...OpenMention[]];
  claimedAt: Date;
  previousAt: Date | null;
};

/** Tells one of the service team by mail of mentions unread for 5 minutes, all in one mail, and one in 10 minutes at most. */
export async function notifyStaff(personId: string, now: Date): Promise<void> {
  const time = runningTime(now);
  const mail = await withWindow(personId, now, decideMail);
  if (mail === null) return;
  try {
    const [first, ...others] = mail.mentions;
    const facts = await mentionFacts(prisma(), personId, [
      first.messageId,
      ...others.map(({ messageId }) => messageId),
    ]);
    await sendMail({ to: mail.address, ...mentionMail(facts, personId) });
    await withWindow(personId, time(), async (deciding) => {
      await claimWindow(deciding);
      await recordOutcome(deciding, mail.mentions, "mailed");
      await decideMail(deciding);
    });
  } catch (thrown) {
    if (!(thrown instanceof MailError)) throw thrown;
    log.warn("notifications.mail_failed", {
      personId,
      failure: thrown.failure,
      responseCode: thrown.responseCode,
    });
    await withWindow(personId, time(), (deciding) => recordFailure(deciding, mail, thrown));
  }
}

async function decideMail(deciding: Deciding): Promise<ClaimedMail | null> {
  const { now, lastCardAt } = deciding;
  const [oldest, ...others] = await settle(deciding, await judgeMentions(deciding, null), "service");
  if (!oldest) {
    await rest(deciding);
    return null;
  }
  const dueAt = dueTime(oldest, lastCardAt);
  if (now < dueAt) {
    await wakeAt(deciding, dueAt);
    return null;
  }
  const address = await addressOf(deciding);
  if (typeof address !== "string") {
    await recordOutcome(deciding, [oldest, ...others], "unreachable", address.reason);
    await rest(deciding);
    return null;
  }
  await claimWindow(deciding);
  // A crash after sending cannot be told from one before: the mail is sent again, when the window allows it.
  await lookAgainAt(deciding, new Date(now.getTime() + durations.cardWindow));
  return { address, mentions: [oldest, ...others], claimedAt: now, previousAt: lastCardAt };
}

function dueTime(oldest: OpenMention, lastMailAt: Date | null): Date {
  const unreadLongEnough = oldest.createdAt.getTime() + durations.staffMail;
  const windowEnds = lastMailAt === null ? 0 : lastMailAt.getTime() + durations.cardWindow;
  return new Date(Math.max(unreadLongEnough, windowEnds));
}

async function addressOf({ tx, personId }: Deciding): Promise<string | { reason: string }> {
  const account = await tx.staffAccount.findUnique({
    where: { personId },
    select: { email: true, disabledAt: true },
  });
  if (!account || account.disabledAt !== null) return { reason: "account_disabled" };
  return isMailConfigured() ? account.email : { reason: "mail_not_configured" };
}

async function recordFailure(deciding: Deciding, mail: ClaimedMail, error: MailError): Promise<void> {
  const [oldest] = mail.mentions;
  const failingFor = deciding.now.getTime() - (oldest.createdAt.getTime() + durations.staffMail);
  if (error.failure === "refused" || failingFor >= durations.cardGiveUp) {
    const reason = error.failure === "refused" ? "mail_refused" : "mail_failed";
    await recordOutcome(deciding, mail.mentions, "unreachable", reason);
  }
  // It may have arrived: the window stays taken, so that nobody gets two in 10 minutes.
  const isUnknown = error.failure === "unknown";
  if (isUnknown) await claimWindow(deciding);
  else await giveBackWindow(deciding, mail.claimedAt, mail.previousAt);
  const wait = isUnknown ? durations.cardWindow : mailRetry(failingFor);
  await wakeAt(deciding, new Date(deciding.now.getTime() + wait));
}
