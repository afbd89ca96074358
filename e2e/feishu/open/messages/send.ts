import { isObject } from "../../state/json";
import type { CardEntity, JsonObject, Message, User } from "../../state/model";
import { chatIdOf, mintHex, nowOf } from "../../state/world";
import { success, type TenantCall, tenantRoute } from "../open-route";
import { LEVEL_4, takeWithinSecond } from "../rate-limits";
import { Refusal } from "../refusal";
import { isExpired } from "../cardkit/entity";
import { cardRefusal, readContent, requireValidCard } from "./content";
import { findRecipient, readRecipient, requireReachable } from "./recipient";
import { holding, readUuid, sentBefore } from "./uuid";
import { messageView } from "./view";

export const SEND_SCOPES = ["im:message:send", "im:message", "im:message:send_as_bot"];
const PER_USER_PER_SECOND = 5;

function entityIn(call: TenantCall, content: JsonObject): CardEntity {
  const data = isObject(content["data"]) ? content["data"] : {};
  const entity = call.world.cards.get(String(data["card_id"]));
  if (!entity || entity.appId !== call.app.appId || isExpired(call.world, entity))
    throw cardRefusal(11310, "cardid is invalid");
  if (entity.refusedSends < call.world.quirks.cardIdInvalidFirstN) {
    entity.refusedSends += 1;
    throw cardRefusal(11310, "cardid is invalid");
  }
  if (entity.messageId !== null) throw cardRefusal(200780, "card binding biz count over limit");
  return entity;
}

/** A card is sent raw, or by the id of an entity, which can be sent once. */
function cardToSend(
  call: TenantCall,
  content: JsonObject,
): { content: JsonObject; entity: CardEntity | null } {
  if (content["type"] === "card") {
    const entity = entityIn(call, content);
    return { content: entity.card, entity };
  }
  if (content["type"] === "template") throw cardRefusal(200380, "template is not exist");
  requireValidCard(call, content);
  return { content, entity: null };
}

function requirePace(call: TenantCall, user: User): void {
  const key = `${call.app.appId}:${user.userId}`;
  const withinPace =
    takeWithinSecond(call.world, `user:${key}`, PER_USER_PER_SECOND) &&
    takeWithinSecond(call.world, `chat:${key}`, PER_USER_PER_SECOND);
  if (!withinPace) throw new Refusal(400, 230020, "This operation triggers the frequency limit.");
}

type Draft = Pick<Message, "msgType" | "content" | "parentId" | "uuid">;

async function deliver(call: TenantCall, user: User, draft: Draft): Promise<Message> {
  requirePace(call, user);
  const prepared =
    draft.msgType === "interactive"
      ? cardToSend(call, draft.content)
      : { content: draft.content, entity: null };
  await call.pause();
  const now = nowOf(call.world);
  const message: Message = {
    ...draft,
    content: prepared.content,
    messageId: `om_x100${mintHex(call.world, "message", 28)}`,
    chatId: chatIdOf(call.app, user),
    appId: call.app.appId,
    userId: user.userId,
    cardId: prepared.entity?.cardId ?? null,
    createdAt: now,
    updatedAt: now,
    edits: 0,
    recalled: false,
    followUps: [],
  };
  if (prepared.entity) prepared.entity.messageId = message.messageId;
  call.world.messages.set(message.messageId, message);
  call.world.changes.emit("inbox", user.userId);
  return message;
}

function repeated(call: TenantCall, message: Message, draft: JsonObject) {
  const view = messageView(call.app, message);
  const echo = { ...message, content: draft };
  return success(
    call.world.quirks.uuidRepeat === "newBodyIgnored"
      ? { ...view, body: messageView(call.app, echo)["body"] }
      : view,
  );
}

async function create(call: TenantCall) {
  const recipient = readRecipient(call);
  const { msgType, content } = readContent(call);
  const uuid = readUuid(call);
  const earlier = sentBefore(call, uuid);
  if (earlier) return repeated(call, earlier, content);
  const user = findRecipient(call, recipient.type, recipient.id);
  const key = uuid === null ? null : `${call.app.appId}:${uuid}`;
  const message = await holding(call.world, key, () =>
    deliver(call, user, { msgType, content, uuid, parentId: null }),
  );
  return success(messageView(call.app, message));
}

/** A message this app sent. Another app's messages do not exist for it. */
export function ownMessage(call: TenantCall, code: number): Message {
  const message = call.world.messages.get(call.params["message_id"] ?? "");
  if (!message)
    throw new Refusal(
      400,
      230001,
      "Your request contains an invalid request parameter, ext=invalid message_id",
    );
  if (message.appId !== call.app.appId)
    throw new Refusal(400, code, "The operator is not the sender of the message.");
  return message;
}

async function reply(call: TenantCall) {
  const parent = ownMessage(call, 230002);
  if (parent.recalled) throw new Refusal(400, 230011, "The message was recalled.");
  const { msgType, content } = readContent(call);
  const uuid = readUuid(call);
  const earlier = sentBefore(call, uuid);
  if (earlier) return repeated(call, earlier, content);
  const user = call.world.users.get(parent.userId);
  if (!user) throw new Refusal(400, 230013, "Bot has NO availability to this user.");
  requireReachable(call, user);
  const key = uuid === null ? null : `${call.app.appId}:${uuid}`;
  const draft = { msgType, content, uuid, parentId: parent.messageId };
  const message = await holding(call.world, key, () => deliver(call, user, draft));
  return success(messageView(call.app, message));
}

export const sendRoutes = [
  tenantRoute({
    name: "im.message.create",
    method: "POST",
    path: "/open-apis/im/v1/messages",
    scopes: SEND_SCOPES,
    limit: LEVEL_4,
    counted: true,
    handle: create,
  }),
  tenantRoute({
    name: "im.message.reply",
    method: "POST",
    path: "/open-apis/im/v1/messages/:message_id/reply",
    scopes: SEND_SCOPES,
    limit: LEVEL_4,
    counted: true,
    handle: reply,
  }),
];
