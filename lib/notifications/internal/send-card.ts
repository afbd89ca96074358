import { setTimeout as delay } from "node:timers/promises";
import type { DegradedForm } from "@/lib/feishu/classify";
import type { FeishuClient } from "@/lib/feishu/client";
import { type FeishuError, isFeishuError } from "@/lib/feishu/feishu-error";
import { log } from "@/lib/log/logger";
import { metrics } from "@/lib/log/metrics";
import type { CardForm } from "@/lib/db/generated/enums";
import type { Delivered } from "@/lib/notifications/internal/record-card";
import type { CardContents } from "@/lib/notifications/internal/mention-card";

type Outgoing = { openId: string; uuid: string; form: CardForm; contents: CardContents };

type SentMessage = Awaited<ReturnType<FeishuClient["sendCard"]>>;

/** From the best to the last resort; a refused form is followed by a lesser one, so this ends. */
const shapes = ["entity", "raw", "shorter", "neutral", "plain_text"] as const;
type Shape = (typeof shapes)[number];

const shapeFor: Record<DegradedForm, Shape> = {
  raw: "raw",
  // Our cards mention nobody, so it must be something else that Feishu dislikes.
  no_mentions: "plain_text",
  shorter: "shorter",
  neutral: "neutral",
  plain_text: "plain_text",
};

/** A fresh entity is now and then unknown to the replica that sends it (docs/feishu.md). */
const entityRetries = [200, 500, 1_000];
const INVALID_CARD_ID = 11_310;

/**
 * Sends a card to one person, in lesser forms when Feishu refuses the better one, all under one uuid.
 *
 * @throws FeishuError when it was not sent, or not certainly.
 */
export async function sendCard(client: FeishuClient, outgoing: Outgoing): Promise<Delivered> {
  const cardId = outgoing.form === "entity" ? await createEntity(client, outgoing) : null;
  let shape: Shape = cardId === null ? "raw" : "entity";
  for (;;) {
    try {
      const sent =
        shape === "entity" && cardId !== null
          ? await sendEntity(client, outgoing, cardId)
          : await sendShape(client, outgoing, shape);
      metrics.cardAttempted("delivered");
      return {
        ...sent,
        cardId: shape === "entity" ? cardId : null,
        showsText: shape !== "neutral" && shape !== "plain_text",
      };
    } catch (thrown) {
      if (!isFeishuError(thrown)) throw thrown;
      metrics.cardAttempted(thrown.failure);
      const lesser = lesserShape(shape, thrown);
      if (lesser === null) throw thrown;
      log.warn("notifications.card_degraded", {
        from: shape,
        to: lesser,
        code: thrown.code,
        logId: thrown.logId,
      });
      shape = lesser;
    }
  }
}

function lesserShape(shape: Shape, error: FeishuError): Shape | null {
  if (error.failure !== "degrade" || shape === "plain_text") return null;
  const asked = shapeFor[error.degradeTo ?? "plain_text"];
  return shapes.indexOf(asked) > shapes.indexOf(shape) ? asked : "plain_text";
}

/** Makes the entity; without one the card goes written out, and its own answer says what is wrong. */
async function createEntity(client: FeishuClient, { contents }: Outgoing): Promise<string | null> {
  try {
    return await client.createCard(contents.full);
  } catch (thrown) {
    if (!isFeishuError(thrown) || thrown.failure === "quota_exhausted") throw thrown;
    log.warn("notifications.entity_failed", { code: thrown.code, logId: thrown.logId, kind: thrown.kind });
    return null;
  }
}

async function sendEntity(
  client: FeishuClient,
  { openId, uuid }: Outgoing,
  cardId: string,
): Promise<SentMessage> {
  for (const wait of entityRetries) {
    try {
      return await client.sendCard({ openId, uuid, cardId });
    } catch (thrown) {
      const unknownYet =
        isFeishuError(thrown) && thrown.subCode === INVALID_CARD_ID && thrown.degradeTo === "raw";
      if (!unknownYet) throw thrown;
      await delay(wait);
    }
  }
  return client.sendCard({ openId, uuid, cardId });
}

function sendShape(
  client: FeishuClient,
  { openId, uuid, contents }: Outgoing,
  shape: Shape,
): Promise<SentMessage> {
  if (shape === "plain_text") return client.sendText({ openId, uuid, text: contents.text });
  const card = shape === "shorter" || shape === "neutral" ? contents[shape] : contents.full;
  return client.sendCard({ openId, uuid, card });
}
