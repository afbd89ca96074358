import type { SystemActor } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";
import type { JobPayloads } from "@/lib/jobs/enqueue-job";
import { mainGroupRequestMail } from "@/lib/notifications/internal/main-group-request-mail";
import { mailStaff } from "@/lib/notifications/internal/mail-staff";

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
  const request = await prisma().mainGroupRequest.findFirst({
    where: { id: requestId, answeredAt: null },
    select: {
      id: true,
      requestedAt: true,
      person: { select: { name: true } },
      channel: { select: { organizationName: true, account: { select: { name: true } } } },
    },
  });
  if (request === null) return;
  await mailStaff(personId, (locale) => mainGroupRequestMail(request, personId, locale));
}
