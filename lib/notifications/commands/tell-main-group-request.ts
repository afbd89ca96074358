import type { SystemActor } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";
import type { JobPayloads } from "@/lib/jobs/enqueue-job";
import { log } from "@/lib/log/logger";
import { isMailConfigured, MailError, sendMail } from "@/lib/mail/send-mail";
import { mainGroupRequestMail } from "@/lib/notifications/internal/main-group-request-mail";

/**
 * Tells one of the service team by mail that an employee asks for the service main group they do not see. A request that
 * was answered meanwhile is told to nobody; the same request has the same Message-ID at every attempt. An address that
 * refuses, or a mail that may have arrived, is left at that.
 *
 * @throws MailError when the mail certainly did not go: the queue tries again.
 */
export async function tellMainGroupRequest(
  _actor: SystemActor,
  { requestId, personId }: JobPayloads["tell-main-group-request"],
): Promise<void> {
  const [request, reader] = await Promise.all([
    prisma().mainGroupRequest.findFirst({
      where: { id: requestId, answeredAt: null },
      select: {
        id: true,
        requestedAt: true,
        person: { select: { name: true } },
        channel: { select: { organizationName: true, account: { select: { name: true } } } },
      },
    }),
    prisma().staffAccount.findUnique({
      where: { personId, disabledAt: null },
      select: { email: true, person: { select: { locale: true } } },
    }),
  ]);
  if (request === null || reader === null) return;
  if (!isMailConfigured()) {
    log.warn("notifications.mail_failed", { personId, failure: "not_configured", responseCode: null });
    return;
  }
  try {
    await sendMail({ to: reader.email, ...mainGroupRequestMail(request, personId, reader.person.locale) });
  } catch (thrown) {
    if (!(thrown instanceof MailError) || thrown.failure === "unavailable") throw thrown;
    log.warn("notifications.mail_failed", {
      personId,
      failure: thrown.failure,
      responseCode: thrown.responseCode,
    });
  }
}
