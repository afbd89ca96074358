import type { JsonObject } from "./model";

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value of a JSON text, or undefined when it is none. (JSON itself cannot say undefined.) */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** A text as it is; anything else is an empty one. */
export function textOr(value: unknown, fallback = ""): string {
  return typeof value === "string" ? value : fallback;
}

/** Characters as a person counts them. */
export function characters(text: string): string[] {
  return Array.from(text);
}
