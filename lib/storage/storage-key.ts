import { randomUUID } from "node:crypto";
import { z } from "zod";

const storageKey = z.uuid();

/** A new key for a file: it says nothing of the file, its owner or its time. */
export function newStorageKey(): string {
  return randomUUID();
}

/**
 * `key` once it is shown to have the form of our keys, so that no path and no name can get into a store.
 *
 * @throws Error for anything else: a key from elsewhere is a bug.
 */
export function requireStorageKey(key: string): string {
  if (!storageKey.safeParse(key).success) throw new Error("This is no storage key.");
  return key;
}
