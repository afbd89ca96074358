import { isObject, parseJson, textOr } from "../../state/json";
import type { JsonObject } from "../../state/model";
import { Refusal } from "../refusal";
import { invalidParameter } from "./entity";
import { addElements, deleteElement, elementAt, merge, replaceElement } from "./tree";

/** Changes of a card's JSON; each takes its parameters as the API names them. */

export function parsedObject(value: unknown, field: string): JsonObject {
  const parsed = typeof value === "string" ? parseJson(value) : value;
  if (!isObject(parsed)) throw invalidParameter(field);
  return parsed;
}

function parsedElements(value: unknown): JsonObject[] {
  const parsed = typeof value === "string" ? parseJson(value) : value;
  if (!Array.isArray(parsed) || parsed.length === 0 || !parsed.every(isObject))
    throw invalidParameter("elements");
  return parsed;
}

function existing(card: JsonObject, id: string): JsonObject {
  const found = elementAt(card, id);
  if (!found) throw new Refusal(400, 300313, `not find elementID ${id}`);
  return found;
}

export function changeSettings(card: JsonObject, settings: JsonObject): JsonObject {
  const unknown = Object.keys(settings).find((key) => key !== "config" && key !== "card_link");
  if (unknown !== undefined) throw new Refusal(400, 300122, `update config failed: ${unknown}`);
  return merge(card, settings);
}

export function insertElements(card: JsonObject, params: JsonObject): JsonObject {
  const how = params["type"] ?? "append";
  const target = params["target_element_id"];
  if (how !== "insert_before" && how !== "insert_after" && how !== "append") throw invalidParameter("type");
  if (how !== "append" && typeof target !== "string") throw invalidParameter("target_element_id");
  const added = addElements(
    card,
    how,
    typeof target === "string" ? target : undefined,
    parsedElements(params["elements"]),
  );
  if (!added) throw new Refusal(400, 300315, "add element failed");
  return card;
}

export function exchangeElement(card: JsonObject, id: string, element: JsonObject): JsonObject {
  existing(card, id);
  if (!replaceElement(card, id, element)) throw new Refusal(400, 300121, "replace element failed");
  return card;
}

export function patchElement(card: JsonObject, id: string, partial: JsonObject): JsonObject {
  const before = existing(card, id);
  if (partial["tag"] !== undefined && partial["tag"] !== before["tag"])
    throw new Refusal(400, 300312, "the tag cannot be changed");
  replaceElement(card, id, merge(before, partial));
  return card;
}

export function writeContent(card: JsonObject, id: string, content: unknown): JsonObject {
  if (typeof content !== "string" || content === "") throw invalidParameter("content");
  const config = isObject(card["config"]) ? card["config"] : {};
  if (config["streaming_mode"] !== true) throw new Refusal(400, 300309, "streaming is closed");
  const target = existing(card, id);
  if (target["tag"] !== "markdown" && target["tag"] !== "plain_text")
    throw new Refusal(400, 300310, "only text elements");
  target["content"] = content;
  return card;
}

export function removeElement(card: JsonObject, id: string): JsonObject {
  if (!deleteElement(card, id)) throw new Refusal(400, 300314, `delete element ${id} failed`);
  return card;
}

function applyAction(card: JsonObject, action: string, params: JsonObject): JsonObject {
  const id = textOr(params["element_id"]);
  switch (action) {
    case "partial_update_setting":
      return changeSettings(card, parsedObject(params["settings"] ?? params, "settings"));
    case "add_elements":
      return insertElements(card, params);
    case "delete_elements":
      return (Array.isArray(params["element_ids"]) ? params["element_ids"] : []).reduce<JsonObject>(
        (rest, one) => removeElement(rest, String(one)),
        card,
      );
    case "partial_update_element":
      return patchElement(card, id, parsedObject(params["partial_element"], "partial_element"));
    case "update_element":
      return exchangeElement(card, id, parsedObject(params["element"], "element"));
    default:
      throw invalidParameter(`action ${action}`);
  }
}

export function applyActions(card: JsonObject, actions: unknown): JsonObject {
  const list = typeof actions === "string" ? parseJson(actions) : undefined;
  if (!Array.isArray(list) || list.length === 0) throw invalidParameter("actions");
  let changed = card;
  for (const one of list) {
    const { action, params } = parsedObject(one, "actions");
    changed = applyAction(changed, String(action), parsedObject(params ?? {}, "params"));
  }
  return changed;
}
