import type { SystemActor } from "@/lib/actor/actor";
import { planStaffToTell } from "@/lib/channels/internal/plan-staff-to-tell";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { enqueueJobs, type JobPayloads } from "@/lib/jobs/enqueue-job";

/**
 * Has TAM and deputy of an organization's channels told by mail that its calls of a month run out; once a month, however
 * often it is noticed. An organization of the paid edition has nothing that could.
 */
export async function warnOfQuota(
  _actor: SystemActor,
  { tenantKey, month }: JobPayloads["warn-of-quota"],
  { now }: At,
): Promise<void> {
  await inTransaction(async (tx) => {
    const { count } = await tx.apiUsage.updateMany({
      where: { tenantKey, month, warnedAt: null },
      data: { warnedAt: now },
    });
    if (count === 0) return;
    const channels = await tx.channel.findMany({
      where: { tenantKey, status: { not: "deleted" }, edition: { not: "paid" } },
      select: { id: true },
    });
    for (const { id: channelId } of channels) {
      const jobs = (await planStaffToTell(tx, channelId)).map((personId) => ({
        key: `${channelId}:${month}:${personId}`,
        payload: { channelId, personId, month },
      }));
      await enqueueJobs(tx, "tell-quota", jobs, now);
    }
  });
}
