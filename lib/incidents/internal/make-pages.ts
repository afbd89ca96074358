import { newId } from "@/lib/db/new-id";
import type { Tx } from "@/lib/db/prisma";
import { enqueueJobs } from "@/lib/jobs/enqueue-job";
import { isMailConfigured } from "@/lib/mail/send-mail";

/** What a call says. */
export type PageEvent = "trigger" | "acknowledged" | "resolved" | "undone";

type Calling = {
  incidentId: string;
  event: PageEvent;
  stepId?: string;
  personIds: readonly string[];
  /** The ways to each person; systems are always told. */
  vias?: readonly ("desk" | "mail")[];
  now: Date;
};

/**
 * Calls these people and every enabled webhook, in the caller's transaction: a row per person and way, and a job for each
 * that has to be sent. The desk needs no sending, it asks.
 */
export async function makePages(tx: Tx, calling: Calling): Promise<void> {
  const { incidentId, event, stepId = null, personIds, vias = ["desk", "mail"], now } = calling;
  const webhooks = await tx.pagingWebhook.findMany({ where: { disabledAt: null }, orderBy: { name: "asc" } });
  const common = { incidentId, stepId, event, createdAt: now };
  const canMail = isMailConfigured();
  const toPersons = personIds.flatMap((personId) =>
    vias.map((via) => ({
      id: newId(),
      ...common,
      via,
      personId,
      ...(via === "desk" ? waiting(null) : canMail ? waiting(now) : failedAt(now, "mail_not_configured")),
    })),
  );
  const toWebhooks = webhooks.map(({ id: webhookId }) => ({
    id: newId(),
    ...common,
    via: "webhook" as const,
    webhookId,
    ...waiting(now),
  }));
  const pages = [...toWebhooks, ...toPersons];
  await tx.page.createMany({ data: pages });
  const jobs = pages.flatMap(({ id, nextAttemptAt }) =>
    nextAttemptAt === null ? [] : [{ key: id, payload: { pageId: id } }],
  );
  await enqueueJobs(tx, "deliver-page", jobs, now);
}

const waiting = (nextAttemptAt: Date | null) => ({ status: "pending" as const, nextAttemptAt });
const failedAt = (finishedAt: Date, failure: string) => ({
  status: "failed" as const,
  nextAttemptAt: null,
  finishedAt,
  failure,
});

/** Who was called for this emergency so far. */
export async function calledPersons(tx: Tx, incidentId: string): Promise<string[]> {
  const pages = await tx.page.findMany({
    where: { incidentId, event: "trigger", personId: { not: null } },
    select: { personId: true },
    distinct: ["personId"],
    orderBy: { personId: "asc" },
  });
  return pages.flatMap(({ personId }) => (personId === null ? [] : [personId]));
}

/** Calls that nobody needs to answer any more: what no desk has shown stays unseen. */
export async function endDeskPages(tx: Tx, incidentId: string, now: Date): Promise<void> {
  await tx.page.updateMany({
    where: { incidentId, via: "desk", event: "trigger", status: "pending" },
    data: { status: "failed", failure: "not_seen", finishedAt: now },
  });
}
