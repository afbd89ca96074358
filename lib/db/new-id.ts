import { v7 } from "uuid";

/** A new UUIDv7: ids are made by the application, and roughly ordered so that indexes stay compact. Never an order of events. */
export function newId(): string {
  return v7();
}
