import { setTimeout as delay } from "node:timers/promises";
import type { Client } from "@larksuiteoapi/node-sdk";
import type { z } from "zod";
import { durations } from "@/lib/config/durations";
import { environment } from "@/lib/config/environment";
import { cardAnswer, emptyAnswer, messageAnswer, understood } from "@/lib/feishu/answers";
import { appCalls } from "@/lib/feishu/app-calls";
import type { Card } from "@/lib/feishu/card";
import { connectionOf } from "@/lib/feishu/connection";
import type { FeishuCredentials } from "@/lib/feishu/credentials";
import { FeishuError, isFeishuError } from "@/lib/feishu/feishu-error";
import type { RateGate } from "@/lib/feishu/rate-gate";

type FeishuClientOptions = {
  /** Told once of every call that Feishu counts against the tenant's month: successful ones, token calls excepted. */
  onCounted?: (() => void) | undefined;
  /** How long an answer is waited for. */
  timeoutMs?: number | undefined;
};

type Recipient = {
  /** Of this very app: another app knows the same person by another one. */
  openId: string;
  /** At most 50 characters. The same one within an hour delivers at most once, whatever the form of the message. */
  uuid: string;
};

type CardMessage = Recipient & ({ card: Card } | { cardId: string });

/** How long a call waits for its turn before whoever wants it is told to come back. */
const PATIENCE = 1_000;
const RATE_LIMIT = 99_991_400;

/**
 * Makes a call when it is this API's turn; a brake of Feishu holds the calls after it as well.
 *
 * @throws FeishuError of kind `held`, without having called, when the turn is too far away.
 */
async function inTurn<T>(gate: RateGate, api: string, work: () => Promise<T>): Promise<T> {
  const { wait, taken } = gate.take(api, PATIENCE);
  if (!taken) {
    throw new FeishuError({ call: api, kind: "held", failure: "retry_soon", retryAfterMs: wait });
  }
  if (wait > 0) await delay(wait);
  try {
    return await work();
  } catch (thrown) {
    if (isFeishuError(thrown) && thrown.code === RATE_LIMIT) gate.pause(api, thrown.retryAfterMs ?? 1_000);
    throw thrown;
  }
}

async function withFreshToken(work: () => Promise<unknown>): Promise<unknown> {
  try {
    return await work();
  } catch (thrown) {
    // The transport has forgotten the refused token by now, so that the second attempt gets a new one.
    if (isFeishuError(thrown) && thrown.failure === "fresh_token") return work();
    throw thrown;
  }
}

/**
 * Everything the product asks of one Feishu app. Answers are validated; every failure of every method is a
 * FeishuError, whose `failure` says what to do. An expired token is renewed once, unseen by the caller.
 */
export function feishuClient(credentials: FeishuCredentials, options: FeishuClientOptions = {}) {
  const { onCounted, timeoutMs = durations.feishuTimeout } = options;
  const connection = connectionOf(credentials, timeoutMs);
  const { appId, appSecret } = credentials;

  async function uncounted<Schema extends z.ZodType>(
    name: string,
    schema: Schema,
    work: (sdk: Client) => Promise<unknown>,
  ): Promise<z.output<Schema>> {
    return understood(schema, name, await withFreshToken(() => work(connection.sdk())));
  }

  async function counted<Schema extends z.ZodType>(
    name: string,
    schema: Schema,
    work: (sdk: Client) => Promise<unknown>,
  ): Promise<z.output<Schema>> {
    const answer = await withFreshToken(() => inTurn(connection.gate, name, () => work(connection.sdk())));
    onCounted?.();
    return understood(schema, name, answer);
  }

  function send({ openId, uuid }: Recipient, type: "interactive" | "text", content: unknown) {
    const data = { receive_id: openId, msg_type: type, content: JSON.stringify(content), uuid };
    return counted("im.message.create", messageAnswer, (sdk) =>
      sdk.im.message.create({ params: { receive_id_type: "open_id" }, data }),
    );
  }

  return {
    /** Asks Feishu whether these credentials are right, now: a token that still lives proves nothing. */
    verifyCredentials: async (): Promise<void> => {
      const url = `${environment().FEISHU_API_BASE}/open-apis/auth/v3/tenant_access_token/internal`;
      await connection.http.post(url, { app_id: appId, app_secret: appSecret });
    },

    ...appCalls(appId, { counted, uncounted }),

    /** Makes a card entity, for a card that will be updated. It can be sent once, within 14 days. */
    createCard: (card: Card) =>
      counted("cardkit.card.create", cardAnswer, (sdk) =>
        sdk.cardkit.v1.card.create({ data: { type: "card_json", data: JSON.stringify(card) } }),
      ),

    /** Sends a card to a person, written out (one counted call) or as an entity (its second). */
    sendCard: (message: CardMessage) =>
      send(
        message,
        "interactive",
        "card" in message ? message.card : { type: "card", data: { card_id: message.cardId } },
      ),

    /** Sends plain words to a person. Feishu reads tags in them: `text` must come from `safeMessageText`. */
    sendText: ({ text, ...recipient }: Recipient & { text: string }) => send(recipient, "text", { text }),

    /** Replaces what a sent entity shows. `sequence` must rise with every update of the entity. */
    updateCard: ({ cardId, card, sequence, uuid }: CardUpdate) =>
      counted("cardkit.card.update", emptyAnswer, (sdk) =>
        sdk.cardkit.v1.card.update({
          path: { card_id: cardId },
          data: { card: { type: "card_json", data: JSON.stringify(card) }, sequence, uuid },
        }),
      ),

    /** Replaces what a card shows that was sent written out, within 14 days. */
    patchMessage: ({ messageId, card }: { messageId: string; card: Card }) =>
      counted("im.message.patch", emptyAnswer, (sdk) =>
        sdk.im.message.patch({ path: { message_id: messageId }, data: { content: JSON.stringify(card) } }),
      ),
  };
}

type CardUpdate = { cardId: string; card: Card; sequence: number; uuid: string };

export type FeishuClient = ReturnType<typeof feishuClient>;
