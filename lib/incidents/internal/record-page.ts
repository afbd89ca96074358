import { durations } from "@/lib/config/durations";
import type { Tx } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import type { ClaimedPage } from "@/lib/incidents/internal/claim-page";
import type { PageFailure } from "@/lib/incidents/internal/page-failure";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import { log } from "@/lib/log/logger";
import { metrics } from "@/lib/log/metrics";

const second = 1_000;
const MAX_ATTEMPTS = 24;
const LONGEST_BACKOFF = 120 * second;

/** Records that a call has arrived, whichever attempt it was. */
export async function recordDelivered(page: ClaimedPage, now: Date): Promise<void> {
  metrics.pageAttempted(page.via, "delivered");
  await inTransaction(async (tx) => {
    await tx.page.updateMany({
      where: { id: page.id, status: "pending" },
      data: { status: "delivered", finishedAt: now, nextAttemptAt: null, failure: null },
    });
    await wakeNext(tx, page, now);
  });
}

/** Records a failed attempt, unless another has taken over: tried again later, or the end of the call and why. */
export async function recordFailure(
  page: ClaimedPage,
  { word, isHopeless }: PageFailure,
  now: Date,
): Promise<void> {
  const { id, via, attempt, createdAt } = page;
  const nextAttemptAt = new Date(now.getTime() + backoff(attempt));
  const giveUp =
    isHopeless ||
    attempt >= MAX_ATTEMPTS ||
    nextAttemptAt.getTime() >= createdAt.getTime() + durations.pageGiveUp;
  metrics.pageAttempted(via, word);
  if (word !== "not_needed")
    log.warn("incidents.page_failed", { pageId: id, via, failure: word, attempt, giveUp });
  await inTransaction(async (tx) => {
    const mine = { id, status: "pending", attempts: attempt } as const;
    if (giveUp) {
      await tx.page.updateMany({
        where: mine,
        data: { status: "failed", finishedAt: now, nextAttemptAt: null, failure: word },
      });
      await wakeNext(tx, page, now);
      return;
    }
    await tx.page.updateMany({ where: mine, data: { nextAttemptAt, failure: word } });
    await wakeAt(tx, id, nextAttemptAt);
  });
}

/** What the same system is to be told next of the same emergency has waited for this. */
async function wakeNext(tx: Tx, { incidentId, webhookId }: ClaimedPage, now: Date): Promise<void> {
  if (webhookId === null) return;
  const next = await tx.page.findFirst({
    where: { incidentId, webhookId, status: "pending" },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { id: true },
  });
  if (next) await wakeAt(tx, next.id, now);
}

async function wakeAt(tx: Tx, pageId: string, runAt: Date): Promise<void> {
  await enqueueJob(tx, "deliver-page", { pageId }, { key: pageId, runAt, ifWaiting: "replace" });
}

/** 5 s, 10 s, 20 s … up to 2 minutes. */
function backoff(attempt: number): number {
  return Math.min(5 * second * 2 ** (attempt - 1), LONGEST_BACKOFF);
}
