import { durations } from "@/lib/config/durations";
import type { PageVia } from "@/lib/db/generated/enums";
import type { Tx } from "@/lib/db/prisma";
import type { PageFacts } from "@/lib/incidents/internal/page-facts";

/** An attempt to deliver a call, whose end is to be recorded. */
export type ClaimedPage = {
  id: string;
  incidentId: string;
  webhookId: string | null;
  via: PageVia;
  attempt: number;
  createdAt: Date;
};

/**
 * Claims a call that is due for one attempt, with a lease; null if it is not due, is another worker's, or has ended. What a
 * system is told of one emergency it is told in order: a later word waits for an earlier one.
 */
export async function claimPage(tx: Tx, pageId: string, now: Date): Promise<ClaimedPage | null> {
  const page = await tx.page.findUnique({ where: { id: pageId } });
  if (!page || page.status !== "pending" || page.nextAttemptAt === null) return null;
  const { incidentId, webhookId, via, createdAt } = page;
  const earlier =
    webhookId !== null &&
    (await tx.page.findFirst({
      where: { incidentId, webhookId, status: "pending", createdAt: { lt: createdAt } },
    }));
  if (earlier) return null;
  const lease = via === "webhook" ? durations.webhookPageLease : durations.mailPageLease;
  const { count } = await tx.page.updateMany({
    where: { id: pageId, status: "pending", attempts: page.attempts, nextAttemptAt: { lte: now } },
    data: { attempts: { increment: 1 }, nextAttemptAt: new Date(now.getTime() + lease) },
  });
  return count === 0
    ? null
    : { id: pageId, incidentId, webhookId, via, attempt: page.attempts + 1, createdAt };
}

/**
 * Whether a call is still needed: nobody is woken for what somebody has acknowledged meanwhile (edge-cases §5.5), systems
 * are told it all in order; and nobody at all is told of an acknowledgement that has lapsed.
 */
export function isTurnOf({ event, via, incident }: Pick<PageFacts, "event" | "via" | "incident">): boolean {
  if (event === "acknowledged") return incident.acknowledgedById !== null;
  return event !== "trigger" || via === "webhook" || incident.status === "declared";
}
