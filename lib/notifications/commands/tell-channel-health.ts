import type { SystemActor } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";
import type { JobPayloads } from "@/lib/jobs/enqueue-job";
import { channelHealthMail } from "@/lib/notifications/internal/channel-health-mail";
import { mailStaff } from "@/lib/notifications/internal/mail-staff";

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
  const run = await prisma().channelCheckRun.findFirst({
    where: { id: runId, channel: { status: { not: "deleted" } } },
    select: {
      id: true,
      checkedAt: true,
      channel: {
        select: { organizationName: true, checks: true, account: { select: { name: true } } },
      },
    },
  });
  if (run === null) return;
  await mailStaff(personId, (locale) => channelHealthMail({ ...run, news }, personId, locale));
}
