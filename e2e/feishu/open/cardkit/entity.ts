import { isObject, parseJson } from "../../state/json";
import type { CardEntity, JsonObject } from "../../state/model";
import { nowOf, type World } from "../../state/world";
import { type CardFault, CardProblem } from "../card/check";
import { isSchema2 } from "../card/validate";
import { checkCard } from "../messages/content";
import type { TenantCall } from "../open-route";
import { takeWithinSecond } from "../rate-limits";
import { rateHeaders } from "../../transport/faults";
import { Refusal } from "../refusal";

const LIFETIME_MS = 14 * 24 * 3600 * 1000;
const OPERATIONS_PER_SECOND = 10;
const MAX_DATA_LENGTH = 3_000_000;

export function isExpired(world: World, entity: CardEntity): boolean {
  return nowOf(world) - entity.createdAt > LIFETIME_MS;
}

export const invalidParameter = (what: string) => new Refusal(400, 10002, `invalid parameter: ${what}`);

const FAULT_CODES: Record<CardFault, number> = {
  parse: 200220,
  schema: 300303,
  "unknown-key": 200220,
  "unknown-tag": 200220,
  "removed-tag": 200220,
  value: 200220,
  person: 200220,
  "too-many-elements": 300305,
  "too-many-tables": 200220,
  "update-multi": 300302,
  "duplicate-id": 300301,
};

/** The card as it may be kept, or the code CardKit has for what is wrong with it. */
function requireValidEntity(call: TenantCall, card: JsonObject): JsonObject {
  if (Object.keys(card).length === 0) throw new Refusal(400, 300307, "the card DSL is empty");
  if (!isSchema2(card)) throw new Refusal(400, 300303, "only card schema 2.0 is supported");
  if (Buffer.byteLength(JSON.stringify(card)) > call.world.quirks.cardSizeLimit)
    throw new Refusal(400, 200860, "the card is too big");
  try {
    checkCard(call.world, call.app, card);
  } catch (error) {
    if (!(error instanceof CardProblem)) throw error;
    throw new Refusal(400, FAULT_CODES[error.fault], `${error.message} ${error.value}`.trim());
  }
  return card;
}

/** A serialised card in a parameter. */
export function readCardJson(call: TenantCall, data: unknown): JsonObject {
  if (typeof data !== "string" || data === "" || data.length > MAX_DATA_LENGTH)
    throw invalidParameter("data");
  const card = parseJson(data);
  if (!isObject(card)) throw new Refusal(400, 200220, "card generation failed: not a JSON object");
  return requireValidEntity(call, card);
}

/** The entity of the path, if this app may work on it now. */
function ownEntity(call: TenantCall): CardEntity {
  const entity = call.world.cards.get(call.params["card_id"] ?? "");
  if (!entity) throw new Refusal(400, 200740, "the card entity does not exist");
  if (entity.appId !== call.app.appId)
    throw new Refusal(400, 300311, "the app has no permission on this card");
  if (isExpired(call.world, entity)) throw new Refusal(400, 200750, "the card entity has expired");
  const config = entity.card["config"];
  const isStreaming = isObject(config) && config["streaming_mode"] === true;
  if (!isStreaming && !takeWithinSecond(call.world, `card:${entity.cardId}`, OPERATIONS_PER_SECOND)) {
    throw new Refusal(429, 99991400, "request trigger frequency limit", {
      headers: rateHeaders(1, OPERATIONS_PER_SECOND),
    });
  }
  return entity;
}

const MAX_SEQUENCE = 2_147_483_647;

function readSequence(call: TenantCall): number {
  const { sequence } = call.body;
  const valid =
    typeof sequence === "number" && Number.isInteger(sequence) && sequence >= 1 && sequence <= MAX_SEQUENCE;
  if (!valid) throw invalidParameter("sequence");
  return sequence;
}

function readOperationId(call: TenantCall): string | null {
  const { uuid } = call.body;
  if (uuid === undefined) return null;
  if (typeof uuid !== "string" || uuid.length < 1 || uuid.length > 64) throw invalidParameter("uuid");
  return uuid;
}

/**
 * Applies one operation to an entity: a repeated uuid changes nothing, the sequence must grow, and the result must be a
 * valid card. The message that shows the entity changes with it.
 */
export function operate(call: TenantCall, change: (card: JsonObject) => JsonObject): void {
  const entity = ownEntity(call);
  const sequence = readSequence(call);
  const uuid = readOperationId(call);
  const { sequence: _sequence, uuid: _uuid, ...asked } = call.body;
  const payload = JSON.stringify([call.method, call.path, asked]);
  const earlier = uuid === null ? undefined : entity.operations.get(uuid);
  if (earlier === payload) return;
  if (earlier !== undefined) throw new Refusal(400, 200770, "the uuid was used for another operation");
  if (sequence <= entity.sequence) throw new Refusal(400, 300317, "the sequence did not increase");

  entity.card = requireValidEntity(call, change(structuredClone(entity.card)));
  entity.sequence = sequence;
  if (uuid !== null) entity.operations.set(uuid, payload);
  showInMessage(call.world, entity);
}

function showInMessage(world: World, entity: CardEntity): void {
  const message = world.messages.get(entity.messageId ?? "");
  if (!message) return;
  message.content = entity.card;
  message.edits += 1;
  message.updatedAt = nowOf(world);
  world.changes.emit("inbox", message.userId);
}
