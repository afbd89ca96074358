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
import type { ClaimedCard } from "@/lib/notifications/internal/card-decision";
import { claimEmergencyCard, type EmergencyCardKey } from "@/lib/notifications/internal/claim-emergency-card";
import { emergencyCard } from "@/lib/notifications/internal/emergency-card";
import { emergencyFacts } from "@/lib/notifications/internal/emergency-facts";
import {
  recordEmergencyDelivered,
  recordEmergencyFailure,
} from "@/lib/notifications/internal/record-emergency-card";
import { sendCard } from "@/lib/notifications/internal/send-card";
import { runningTime } from "@/lib/notifications/internal/timing";
import { listIncidentRecipients } from "@/lib/notifications/queries/list-incident-cards-due";

const AT_ONCE = 4;

/**
 * Tells the customer's people in a ticket's group of a state of its emergency by card, whatever they were sent before: the
 * lane of emergencies knows no window, only one card per emergency, state and person (design.md §4.3). Safe to run at any
 * time, twice at once, and after a crash anywhere.
 */
export async function sendIncidentCards(
  _actor: SystemActor,
  { incidentId, state }: JobPayloads["send-incident-card"],
  { now }: At,
): Promise<void> {
  const time = runningTime(now);
  const next = (await listIncidentRecipients(incidentId, state)).values();
  const work = async (): Promise<void> => {
    for (const personId of next)
      await tell({ incidentId, state, personId }, time).catch((thrown: unknown) =>
        log.error("notifications.incident_card_failed", thrown, { incidentId, personId }),
      );
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** Claims, commits, sends without a transaction, records. */
async function tell(key: EmergencyCardKey, time: () => Date): Promise<void> {
  const card = await inTransaction((tx) => claimEmergencyCard(tx, key, time()));
  if (card === null) return;
  try {
    const sent = await send(key, card, time);
    await inTransaction((tx) => recordEmergencyDelivered(tx, card, sent, time()));
  } catch (thrown) {
    if (!isFeishuError(thrown)) throw thrown;
    const failed = { card, personId: key.personId, error: thrown };
    await inTransaction((tx) => recordEmergencyFailure(tx, failed, time()));
  }
}

async function send(key: EmergencyCardKey, card: ClaimedCard, time: () => Date) {
  const { openId, tenantKey } = card.recipient;
  const credentials = await cardCredentials(card.recipient);
  let counted = 0;
  const client = feishuClient(credentials, { onCounted: () => (counted += 1) });
  try {
    const contents = emergencyCard(await emergencyFacts(prisma(), key), credentials.appId);
    return await sendCard(client, { openId, uuid: card.id, form: card.form, contents });
  } finally {
    await countApiCalls(prisma(), tenantKey, counted, time());
  }
}
