import { randomFillSync } from "node:crypto";
import { v7 } from "uuid";

const RANDOM_BYTES = 16;

/** Random bytes fetched for 256 ids at once: fetching them for each cost more than everything else about an id. */
const pool = new Uint8Array(256 * RANDOM_BYTES);
let used = pool.length;

/** A new UUIDv7: ids are made by the application, and roughly ordered so that indexes stay compact. Never an order of events. */
export function newId(): string {
  return v7({ random: nextRandomBytes() });
}

function nextRandomBytes(): Uint8Array {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += RANDOM_BYTES;
  return pool.subarray(used - RANDOM_BYTES, used);
}
