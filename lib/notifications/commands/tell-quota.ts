import type { SystemActor } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";
import type { JobPayloads } from "@/lib/jobs/enqueue-job";
import { quotaMail } from "@/lib/notifications/internal/quota-mail";
import { mailStaff } from "@/lib/notifications/internal/mail-staff";

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
  const channel = await prisma().channel.findFirst({
    where: { id: channelId, status: { not: "deleted" } },
    select: { tenantKey: true, organizationName: true, account: { select: { name: true } } },
  });
  if (channel === null) return;
  const { tenantKey, organizationName, account } = channel;
  const usage = await prisma().apiUsage.findUnique({ where: { tenantKey_month: { tenantKey, month } } });
  const facts = {
    channelId,
    month,
    counted: usage?.counted ?? 0,
    organizationName,
    accountName: account.name,
  };
  await mailStaff(personId, (locale) => quotaMail(facts, personId, locale));
}
