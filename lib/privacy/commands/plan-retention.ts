import type { SystemActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { newId } from "@/lib/db/new-id";
import { prisma } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import { lockAccount } from "@/lib/privacy/internal/lock-account";

const DAY = 24 * 60 * 60_000;
/** 02:00 in Asia/Shanghai, which has no summer time. */
const NIGHT = 18 * 60 * 60_000;

/** The beginning of the night that `now` is in or after: 02:00 in Asia/Shanghai, when nobody is at work. */
export function lastNight(now: Date): Date {
  return new Date(Math.floor((now.getTime() - NIGHT) / DAY) * DAY + NIGHT);
}

/**
 * Begins, once a night for each account that keeps its conversations for a time, the job that deletes what is older. A
 * night that was missed is made up for later; two workers begin one job.
 */
export async function planRetention(
  _actor: SystemActor,
  { limit }: { limit: number },
  { now }: At,
): Promise<void> {
  const begun = { kind: "retention", createdAt: { gte: lastNight(now) } } as const;
  const accounts = await prisma().account.findMany({
    where: { retentionMonths: { not: null }, dataJobs: { none: begun } },
    select: { id: true },
    orderBy: { id: "asc" },
    take: limit,
  });
  for (const { id: accountId } of accounts)
    await inTransaction(async (tx) => {
      await lockAccount(tx, accountId);
      const there = await tx.dataJob.count({
        where: { accountId, OR: [begun, { kind: "retention", status: { in: ["waiting", "running"] } }] },
      });
      if (there > 0) return;
      const jobId = newId();
      await tx.dataJob.create({
        data: {
          id: jobId,
          kind: "retention",
          accountId,
          status: "waiting",
          requestedByKind: "system:privacy",
          createdAt: now,
        },
      });
      await enqueueJob(tx, "run-data-job", { jobId }, { key: jobId, runAt: now });
    });
}
