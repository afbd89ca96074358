import type { SystemActor } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";
import type { JobPayloads } from "@/lib/jobs/enqueue-job";
import { log } from "@/lib/log/logger";
import { isMailConfigured, MailError, sendMail } from "@/lib/mail/send-mail";
import { quotaMail } from "@/lib/notifications/internal/quota-mail";

/**
 * Tells one of the service team by mail that a customer has used four fifths of its Feishu calls of a month. The same
 * warning has the same Message-ID at every attempt; an address that refuses is left at that.
 *
 * @throws MailError when the mail certainly did not go: the queue tries again.
 */
export async function tellQuota(
  _actor: SystemActor,
  { channelId, personId, month }: JobPayloads["tell-quota"],
): Promise<void> {
  const [channel, reader] = await Promise.all([
    prisma().channel.findFirst({
      where: { id: channelId, status: { not: "deleted" } },
      select: { tenantKey: true, organizationName: true, account: { select: { name: true } } },
    }),
    prisma().staffAccount.findUnique({
      where: { personId, disabledAt: null },
      select: { email: true, person: { select: { locale: true } } },
    }),
  ]);
  if (channel === null || reader === null) return;
  if (!isMailConfigured()) {
    log.warn("notifications.mail_failed", { personId, failure: "not_configured", responseCode: null });
    return;
  }
  const { tenantKey, organizationName, account } = channel;
  const usage = await prisma().apiUsage.findUnique({ where: { tenantKey_month: { tenantKey, month } } });
  const facts = {
    channelId,
    month,
    counted: usage?.counted ?? 0,
    organizationName,
    accountName: account.name,
  };
  try {
    await sendMail({ to: reader.email, ...quotaMail(facts, personId, reader.person.locale) });
  } catch (thrown) {
    if (!(thrown instanceof MailError) || thrown.failure === "unavailable") throw thrown;
    log.warn("notifications.mail_failed", {
      personId,
      failure: thrown.failure,
      responseCode: thrown.responseCode,
    });
  }
}
