import type { JsonObject } from "../../state/model";
import { mintDigits, nowOf } from "../../state/world";
import { success, type TenantCall, type TenantRoute, tenantRoute } from "../open-route";
import { LEVEL_4 } from "../rate-limits";
import { Refusal } from "../refusal";
import {
  applyActions,
  changeSettings,
  exchangeElement,
  insertElements,
  parsedObject,
  patchElement,
  removeElement,
  writeContent,
} from "./changes";
import { invalidParameter, operate, readCardJson } from "./entity";

function create(call: TenantCall) {
  const { type, data } = call.body;
  if (type === "template") throw new Refusal(400, 200220, "card generation failed: template is not exist");
  if (type !== "card_json") throw invalidParameter("type");
  const card = readCardJson(call, data);
  const cardId = mintDigits(call.world, "card");
  call.world.cards.set(cardId, {
    cardId,
    appId: call.app.appId,
    card,
    createdAt: nowOf(call.world),
    sequence: 0,
    operations: new Map(),
    messageId: null,
    refusedSends: 0,
  });
  return success({ card_id: cardId });
}

function convertId(call: TenantCall) {
  const message = call.world.messages.get(String(call.body["message_id"]));
  if (!message || message.appId !== call.app.appId || message.cardId === null)
    throw invalidParameter("message_id");
  return success({ card_id: message.cardId });
}

type Change = (card: JsonObject, call: TenantCall, elementId: string) => JsonObject;

/** An operation on an entity, as a route. */
function operation(name: string, method: TenantRoute["method"], path: string, change: Change) {
  return cardRoute(name, method, `/:card_id${path}`, (call) => {
    operate(call, (card) => change(card, call, call.params["element_id"] ?? ""));
    return success();
  });
}

function cardRoute(name: string, method: TenantRoute["method"], path: string, handle: TenantRoute["handle"]) {
  return tenantRoute({
    name: `cardkit.${name}`,
    method,
    path: `/open-apis/cardkit/v1/cards${path}`,
    scopes: ["cardkit:card:write"],
    limit: LEVEL_4,
    counted: true,
    handle,
  });
}

const ELEMENT = "/elements/:element_id";

export const cardkitRoutes = [
  cardRoute("card.create", "POST", "", create),
  cardRoute("card.id_convert", "POST", "/id_convert", convertId),
  operation("card.update", "PUT", "", (_card, call) => {
    const card = parsedObject(call.body["card"], "card");
    if (card["type"] !== "card_json") throw invalidParameter("card.type");
    return readCardJson(call, card["data"]);
  }),
  operation("card.settings", "PATCH", "/settings", (card, call) =>
    changeSettings(card, parsedObject(call.body["settings"], "settings")),
  ),
  operation("card.batch_update", "POST", "/batch_update", (card, call) =>
    applyActions(card, call.body["actions"]),
  ),
  operation("element.create", "POST", "/elements", (card, call) => insertElements(card, call.body)),
  operation("element.update", "PUT", ELEMENT, (card, call, id) =>
    exchangeElement(card, id, parsedObject(call.body["element"], "element")),
  ),
  operation("element.patch", "PATCH", ELEMENT, (card, call, id) =>
    patchElement(card, id, parsedObject(call.body["partial_element"], "partial_element")),
  ),
  operation("element.content", "PUT", `${ELEMENT}/content`, (card, call, id) =>
    writeContent(card, id, call.body["content"]),
  ),
  operation("element.delete", "DELETE", ELEMENT, (card, _call, id) => removeElement(card, id)),
];
