import type { SystemActor } from "@/lib/actor/actor";
import { countApiCalls } from "@/lib/channels/count-api-call";
import type { At } from "@/lib/config/clock";
import { prisma } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { feishuClient } from "@/lib/feishu/client";
import { isFeishuError } from "@/lib/feishu/feishu-error";
import type { JobPayloads } from "@/lib/jobs/enqueue-job";
import { log } from "@/lib/log/logger";
import { cardCredentials } from "@/lib/notifications/internal/card-credentials";
import { type CardUpdate, claimCardUpdate } from "@/lib/notifications/internal/claim-card-update";
import { mentionCard } from "@/lib/notifications/internal/mention-card";
import { mentionFacts } from "@/lib/notifications/internal/mention-facts";
import { runningTime } from "@/lib/notifications/internal/timing";
import { listCardsShowing } from "@/lib/notifications/queries/list-cards-showing";

/**
 * Replaces what sent cards show of a message that was edited or recalled since, where that costs nobody a card: see
 * `claimCardUpdate`. Each change is tried once; what fails is logged and left, for the card still opens the workbench.
 */
export async function updateCards(
  _actor: SystemActor,
  { messageId }: JobPayloads["update-cards"],
  { now }: At,
): Promise<void> {
  const time = runningTime(now);
  for (const cardId of await listCardsShowing(messageId, { now: time() })) {
    const update = await inTransaction((tx) => claimCardUpdate(tx, cardId, time()));
    if (update !== null) await send(update, time);
  }
}

async function send(update: CardUpdate, time: () => Date): Promise<void> {
  const { id, personId, recipient, leadMessageId, messageIds } = update;
  let counted = 0;
  try {
    const credentials = await cardCredentials(recipient);
    const client = feishuClient(credentials, { onCounted: () => (counted += 1) });
    const facts = await mentionFacts(prisma(), personId, messageIds, leadMessageId);
    const { full: card } = mentionCard(facts, credentials.appId);
    if (update.cardId !== null) {
      const { cardId, sequence } = update;
      await client.updateCard({ cardId, card, sequence, uuid: `${id}.${sequence}` });
    } else await client.patchMessage({ messageId: update.feishuMessageId, card });
  } catch (thrown) {
    if (!isFeishuError(thrown)) throw thrown;
    const { code, logId, kind } = thrown;
    log.warn("notifications.card_not_updated", { deliveryId: id, code, logId, kind });
  } finally {
    await countApiCalls(prisma(), recipient.tenantKey, counted, time());
  }
}
