import { countApiCalls } from "@/lib/channels/count-api-call";
import { prisma } from "@/lib/db/prisma";
import { feishuClient } from "@/lib/feishu/client";
import { isFeishuError } from "@/lib/feishu/feishu-error";
import { cardCredentials } from "@/lib/notifications/internal/card-credentials";
import type { ClaimedCard } from "@/lib/notifications/internal/card-decision";
import { decideCard } from "@/lib/notifications/internal/decide-card";
import { mentionCard } from "@/lib/notifications/internal/mention-card";
import { type MentionFacts, mentionFacts } from "@/lib/notifications/internal/mention-facts";
import {
  type Delivered,
  recordDelivered,
  recordFailure,
  type Shown,
} from "@/lib/notifications/internal/record-card";
import { sendCard } from "@/lib/notifications/internal/send-card";
import { runningTime } from "@/lib/notifications/internal/timing";
import { withWindow } from "@/lib/notifications/internal/window";

/** One card, or one failed one, and what is left after it; more happens only when much fails at once. */
const ROUNDS = 10;

/** Does for an employee what is due: claim, commit, send without a transaction, record (design.md §6). */
export async function notifyEmployee(personId: string, now: Date): Promise<void> {
  const time = runningTime(now);
  for (let round = 0; round < ROUNDS; round += 1) {
    const decision = await withWindow(personId, time(), decideCard);
    if (decision.do === "nothing") return;
    if (decision.do === "send") await attempt(personId, decision.card, time);
  }
}

/** Sends a claimed card and records what came of it. A crash in between leaves the claim, under whose uuid it is sent again. */
async function attempt(personId: string, card: ClaimedCard, time: () => Date): Promise<void> {
  const [first, ...others] = await messagesIn(card.id);
  // An attempt taken for dead was only slow, and has recorded it meanwhile.
  if (first === undefined) return;
  try {
    const { sent, shows } = await send(personId, card, [first, ...others], time);
    await withWindow(personId, time(), (deciding) => recordDelivered(deciding, card, sent, shows));
  } catch (thrown) {
    if (!isFeishuError(thrown)) throw thrown;
    await withWindow(personId, time(), (deciding) => recordFailure(deciding, card, thrown));
  }
}

async function send(
  personId: string,
  card: ClaimedCard,
  messageIds: readonly [string, ...string[]],
  time: () => Date,
): Promise<{ sent: Delivered; shows: Shown }> {
  const { openId, tenantKey } = card.recipient;
  const facts = await mentionFacts(prisma(), personId, messageIds);
  const credentials = await cardCredentials(card.recipient);
  let counted = 0;
  const client = feishuClient(credentials, { onCounted: () => (counted += 1) });
  try {
    const contents = mentionCard(facts, credentials.appId);
    const sent = await sendCard(client, { openId, uuid: card.id, form: card.form, contents });
    return { sent, shows: shownIn(facts, sent) };
  } finally {
    await countApiCalls(prisma(), tenantKey, counted, time());
  }
}

/** What the card leads with, and whether its text can be read on it. */
function shownIn({ lead, reader }: MentionFacts, { showsText }: Delivered): Shown {
  const { messageId, version } = lead;
  return { messageId, version: showsText && !reader.hidesContent ? version : null };
}

async function messagesIn(cardDeliveryId: string): Promise<string[]> {
  const mentions = await prisma().mention.findMany({
    where: { cardDeliveryId, outcome: null },
    select: { messageId: true },
    orderBy: [{ createdAt: "asc" }, { groupId: "asc" }, { sequence: "asc" }],
  });
  return mentions.map(({ messageId }) => messageId);
}
