import { isObject, parseJson } from "../../state/json";
import type { App, JsonObject } from "../../state/model";
import type { World } from "../../state/world";
import { CardProblem, type CardFault } from "../card/check";
import { peopleNamedIn } from "../card/card-text";
import { isSchema2, validateCard, validateOldCard } from "../card/validate";
import type { TenantCall } from "../open-route";
import { Refusal } from "../refusal";
import { isKnownPerson } from "./recipient";

const MESSAGE_TYPES = [
  "text",
  "post",
  "image",
  "file",
  "audio",
  "media",
  "sticker",
  "interactive",
  "share_chat",
  "share_user",
  "system",
] as const;

const TEXT_LIMIT = 150 * 1024;

/** How a refused card is reported when it is sent as a message. */
export function cardRefusal(code: number, message: string, value = ""): Refusal {
  return new Refusal(
    400,
    230099,
    `Failed to create card content, ext=ErrCode: ${code}; ErrMsg: ${message}; ErrorValue: ${value}; `,
  );
}

const SEND_CODES: Record<CardFault, number> = {
  parse: 200621,
  schema: 200621,
  "unknown-key": 200621,
  "unknown-tag": 200621,
  "removed-tag": 200861,
  value: 200621,
  person: 100290,
  "too-many-elements": 11310,
  "too-many-tables": 11310,
  "update-multi": 200621,
  "duplicate-id": 200621,
};

function sendCodeOf(fault: CardFault, world: World): number {
  return fault === "unknown-key" ? world.quirks.unknownCardKeyCode : SEND_CODES[fault];
}

/** Applies the rules of the card's schema; throws a `CardProblem`. */
export function checkCard(world: World, app: App, card: JsonObject): void {
  const rules = {
    isKnownPerson: (id: string) => isKnownPerson(world, app, id),
    headerCounts: world.quirks.cardHeaderCountsAsElements,
  };
  if (isSchema2(card)) validateCard(card, rules);
  else validateOldCard(card, rules, [...peopleNamedIn(card, "at"), ...peopleNamedIn(card, "person")]);
}

/** A raw card in a message. */
export function requireValidCard(call: TenantCall, card: JsonObject): void {
  try {
    checkCard(call.world, call.app, card);
  } catch (error) {
    if (!(error instanceof CardProblem)) throw error;
    throw cardRefusal(sendCodeOf(error.fault, call.world), error.message, error.value);
  }
}

const invalidContent = (what: string) =>
  new Refusal(400, 230001, `Your request contains an invalid request parameter, ext=${what}`);

function isPostLine(line: unknown): boolean {
  return Array.isArray(line) && line.every((node) => isObject(node) && typeof node["tag"] === "string");
}

function requirePost(content: JsonObject): void {
  const translations = Object.values(content);
  const valid = translations.every(
    (one) => isObject(one) && Array.isArray(one["content"]) && one["content"].every(isPostLine),
  );
  if (translations.length === 0 || !valid) throw invalidContent("invalid post content");
}

function requireSize(call: TenantCall, msgType: string, content: string): void {
  const limit = msgType === "text" ? TEXT_LIMIT : call.world.quirks.cardSizeLimit;
  if (Buffer.byteLength(content) > limit)
    throw new Refusal(400, 230025, "The length of the message content reaches its limit.");
}

/** The parsed content of a message whose form is right for its type; what a card says is checked apart. */
export function readContent(call: TenantCall): { msgType: string; content: JsonObject } {
  const { msg_type: type, content: raw } = call.body;
  const msgType = MESSAGE_TYPES.find((one) => one === type);
  if (!msgType) throw invalidContent("invalid msg_type");
  if (typeof raw !== "string") throw invalidContent("content is not a string in json format");
  requireSize(call, msgType, raw);
  const content = parseJson(raw);
  if (!isObject(content)) {
    if (msgType === "interactive")
      throw cardRefusal(200621, "parse card json err, please check whether the card json is correct");
    throw invalidContent("content is not a string in json format");
  }
  if (msgType === "text" && (typeof content["text"] !== "string" || content["text"] === ""))
    throw invalidContent("text is empty");
  if (msgType === "post") requirePost(content);
  // Images, files and shared objects need uploads and chats, which nobody made here.
  if (!["text", "post", "interactive"].includes(msgType))
    throw new Refusal(400, 230017, "Bot is NOT the owner of the resource.");
  return { msgType, content };
}
