import { isObject } from "../../state/json";
import type { Message } from "../../state/model";
import { nowOf } from "../../state/world";
import { success, type TenantCall, tenantRoute } from "../open-route";
import { LEVEL_4, takeWithinSecond } from "../rate-limits";
import { fieldViolation, Refusal } from "../refusal";
import { readContent, requireValidCard } from "./content";
import { ownMessage, SEND_SCOPES } from "./send";

const EDITABLE_FOR_MS = 14 * 24 * 3600 * 1000;
const PER_MESSAGE_PER_SECOND = 5;

function changed(call: TenantCall, message: Message): void {
  message.updatedAt = nowOf(call.world);
  call.world.changes.emit("inbox", message.userId);
}

function patch(call: TenantCall) {
  const message = ownMessage(call, 230026);
  if (message.recalled) throw new Refusal(400, 230011, "The message was recalled.");
  if (nowOf(call.world) - message.createdAt > EDITABLE_FOR_MS)
    throw new Refusal(400, 230031, "The message is too old to update.");
  if (message.msgType !== "interactive") throw new Refusal(400, 230001, "This message is NOT a card.");
  if (!takeWithinSecond(call.world, `message:${message.messageId}`, PER_MESSAGE_PER_SECOND)) {
    throw new Refusal(400, 230020, "This operation triggers the frequency limit.");
  }
  const asMessage = { ...call, body: { ...call.body, msg_type: "interactive" } };
  const { content } = readContent(asMessage);
  requireValidCard(call, content);
  message.content = content;
  message.edits += 1;
  changed(call, message);
  return success();
}

function recall(call: TenantCall) {
  const message = ownMessage(call, 230026);
  if (message.recalled) throw new Refusal(400, 230110, "The message has been deleted.");
  message.recalled = true;
  changed(call, message);
  return success();
}

function followUp(call: TenantCall) {
  const message = ownMessage(call, 230026);
  const bubbles = call.body["follow_ups"];
  const texts = Array.isArray(bubbles)
    ? bubbles.map((one) => (isObject(one) ? one["content"] : undefined))
    : [];
  const valid = texts.filter((one): one is string => typeof one === "string" && one !== "");
  if (valid.length === 0 || valid.length !== texts.length)
    throw fieldViolation("follow_ups", bubbles, "follow_ups need a content");
  message.followUps = valid;
  changed(call, message);
  return success();
}

const MESSAGE = "/open-apis/im/v1/messages/:message_id";
const CHANGE_SCOPES = ["im:message", "im:message:send_as_bot"];

export const changeRoutes = [
  tenantRoute({
    name: "im.message.patch",
    method: "PATCH",
    path: MESSAGE,
    scopes: [...CHANGE_SCOPES, "im:message:update"],
    limit: LEVEL_4,
    counted: true,
    handle: patch,
  }),
  tenantRoute({
    name: "im.message.delete",
    method: "DELETE",
    path: MESSAGE,
    scopes: [...CHANGE_SCOPES, "im:message:recall"],
    limit: LEVEL_4,
    counted: true,
    handle: recall,
  }),
  tenantRoute({
    name: "im.message.push_follow_up",
    method: "POST",
    path: `${MESSAGE}/push_follow_up`,
    scopes: SEND_SCOPES,
    limit: LEVEL_4,
    counted: true,
    handle: followUp,
  }),
];
