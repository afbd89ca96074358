import type { SystemActor } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";
import type { JobPayloads } from "@/lib/jobs/enqueue-job";
import { log } from "@/lib/log/logger";
import { isMailConfigured, MailError, sendMail } from "@/lib/mail/send-mail";
import { channelHealthMail } from "@/lib/notifications/internal/channel-health-mail";

/**
 * Tells one of the service team by mail how a customer's channel is since a run of its self-check: worse, well again, or
 * live at last. The same news has the same Message-ID at every attempt; an address that refuses is left at that.
 *
 * @throws MailError when the mail certainly did not go: the queue tries again.
 */
export async function tellChannelHealth(
  _actor: SystemActor,
  { runId, personId, news }: JobPayloads["tell-channel-health"],
): Promise<void> {
  const [run, reader] = await Promise.all([
    prisma().channelCheckRun.findFirst({
      where: { id: runId, channel: { status: { not: "deleted" } } },
      select: {
        id: true,
        checkedAt: true,
        channel: {
          select: { organizationName: true, checks: true, account: { select: { name: true } } },
        },
      },
    }),
    prisma().staffAccount.findUnique({
      where: { personId, disabledAt: null },
      select: { email: true, person: { select: { locale: true } } },
    }),
  ]);
  if (run === null || reader === null) return;
  if (!isMailConfigured()) {
    log.warn("notifications.mail_failed", { personId, failure: "not_configured", responseCode: null });
    return;
  }
  try {
    const mail = channelHealthMail({ ...run, news }, personId, reader.person.locale);
    await sendMail({ to: reader.email, ...mail });
  } catch (thrown) {
    if (!(thrown instanceof MailError) || thrown.failure === "unavailable") throw thrown;
    log.warn("notifications.mail_failed", {
      personId,
      failure: thrown.failure,
      responseCode: thrown.responseCode,
    });
  }
}
