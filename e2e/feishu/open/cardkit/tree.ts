import { isObject } from "../../state/json";
import type { JsonObject } from "../../state/model";

/** Where an element with an id stands: in a list of elements, or as the property of another. */
type Place = { list: unknown[]; index: number } | { parent: JsonObject; key: string };

function placeIn(node: unknown, id: string): Place | undefined {
  const children: [Place, unknown][] = Array.isArray(node)
    ? node.map((child, index) => [{ list: node, index }, child])
    : isObject(node)
      ? Object.entries(node).map(([key, child]) => [{ parent: node, key }, child])
      : [];
  for (const [place, child] of children) {
    if (isObject(child) && child["element_id"] === id) return place;
    const deeper = placeIn(child, id);
    if (deeper) return deeper;
  }
  return undefined;
}

/** The element with this id anywhere in the card. */
export function elementAt(card: JsonObject, id: string): JsonObject | undefined {
  const place = placeIn(card, id);
  if (!place) return undefined;
  const found = "list" in place ? place.list[place.index] : place.parent[place.key];
  return isObject(found) ? found : undefined;
}

export function replaceElement(card: JsonObject, id: string, element: JsonObject): boolean {
  const place = placeIn(card, id);
  if (!place) return false;
  if ("list" in place) place.list[place.index] = element;
  else place.parent[place.key] = element;
  return true;
}

export function deleteElement(card: JsonObject, id: string): boolean {
  const place = placeIn(card, id);
  if (!place) return false;
  if ("list" in place) place.list.splice(place.index, 1);
  else delete place.parent[place.key];
  return true;
}

function bodyElements(card: JsonObject): unknown[] {
  const body = isObject(card["body"]) ? card["body"] : { elements: [] };
  card["body"] = body;
  const elements = Array.isArray(body["elements"]) ? body["elements"] : [];
  body["elements"] = elements;
  return elements;
}

/** Adds elements beside a target, or at the end of it (of the card when there is no target). */
export function addElements(
  card: JsonObject,
  how: string,
  target: string | undefined,
  elements: JsonObject[],
): boolean {
  if (how === "append") {
    if (target === undefined) {
      bodyElements(card).push(...elements);
      return true;
    }
    const inner = elementAt(card, target)?.["elements"];
    if (!Array.isArray(inner)) return false;
    inner.push(...elements);
    return true;
  }
  const place = target === undefined ? undefined : placeIn(card, target);
  if (!place || !("list" in place)) return false;
  place.list.splice(how === "insert_after" ? place.index + 1 : place.index, 0, ...elements);
  return true;
}

/** Lays a partial object over another, object by object. */
export function merge(base: JsonObject, partial: JsonObject): JsonObject {
  const merged: JsonObject = { ...base };
  for (const [key, value] of Object.entries(partial)) {
    const before = merged[key];
    merged[key] = isObject(before) && isObject(value) ? merge(before, value) : value;
  }
  return merged;
}
