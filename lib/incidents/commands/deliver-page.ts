import type { SystemActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { prisma } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { claimPage, isTurnOf } from "@/lib/incidents/internal/claim-page";
import { type PageFacts, pageFacts } from "@/lib/incidents/internal/page-facts";
import { PageFailure } from "@/lib/incidents/internal/page-failure";
import { pageMail } from "@/lib/incidents/internal/page-mail";
import { postWebhook, type WebhookRequest } from "@/lib/incidents/internal/post-webhook";
import { recordDelivered, recordFailure } from "@/lib/incidents/internal/record-page";
import { webhookRequests } from "@/lib/incidents/internal/webhook-request";
import { MailError, sendMail } from "@/lib/mail/send-mail";

/**
 * Delivers one call by mail or webhook, if it is due: claim, commit, send without a transaction, record. What fails is tried
 * again under the same key, 24 times or for 2 hours at most. Safe to run at any time, twice at once, and after a crash
 * anywhere: a claim whose end nobody recorded is taken up again when its lease is over, so a call arrives at least once.
 */
export async function deliverPage(
  _actor: SystemActor,
  { pageId }: { pageId: string },
  { now }: At,
): Promise<void> {
  const claimed = await inTransaction((tx) => claimPage(tx, pageId, now));
  if (claimed === null) return;
  const startedAt = performance.now();
  const time = () => new Date(now.getTime() + (performance.now() - startedAt));
  try {
    await send(await pageFacts(prisma(), pageId), now);
    await recordDelivered(claimed, time());
  } catch (thrown) {
    if (!(thrown instanceof PageFailure)) throw thrown;
    await recordFailure(claimed, thrown, time());
  }
}

async function send(facts: PageFacts, now: Date): Promise<void> {
  if (!isTurnOf(facts)) throw new PageFailure("not_needed", { isHopeless: true });
  const { webhook } = facts;
  if (webhook) return postAll(webhookRequests({ ...facts, webhook }, now));
  const account = facts.person?.staffAccount;
  if (!account || account.disabledAt !== null)
    throw new PageFailure("account_disabled", { isHopeless: true });
  const { acknowledgedById } = facts.incident;
  const acknowledger =
    acknowledgedById && (await prisma().person.findUnique({ where: { id: acknowledgedById } }));
  const mail = pageMail({ ...facts, acknowledgedByName: acknowledger ? acknowledger.name : null });
  try {
    await sendMail({ to: account.email, ...mail });
  } catch (thrown) {
    if (!(thrown instanceof MailError)) throw thrown;
    throw new PageFailure(`mail_${thrown.failure}`, { isHopeless: thrown.failure === "refused" });
  }
}

/** At once, so that they take no longer than the lease; each is awaited, and all are repeated if one has failed. */
async function postAll(requests: readonly WebhookRequest[]): Promise<void> {
  const results = await Promise.allSettled(requests.map((request) => postWebhook(request)));
  for (const result of results) if (result.status === "rejected") throw result.reason;
}
