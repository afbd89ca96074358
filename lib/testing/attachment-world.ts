import { readdir } from "node:fs/promises";
import type { PersonActor } from "@/lib/actor/actor";
import { environment } from "@/lib/config/environment";
import { uploadAttachment } from "@/lib/messages/commands/upload-attachment";
import type { AttachmentView } from "@/lib/messages/contract";

/** The smallest picture there is: one transparent pixel. */
export const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

/** Bytes as a request brings them. */
export async function* asBytes(...chunks: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield Buffer.from(chunk);
}

/** Bytes of which the last never come: the sender is gone. */
export async function* brokenOff(...chunks: string[]): AsyncGenerator<Uint8Array> {
  yield* asBytes(...chunks);
  throw new Error("aborted");
}

type FileToUpload = { name?: string; content?: string | Uint8Array; now?: Date };

/** A file this person has uploaded to a group and not sent. */
export async function aDraft(
  actor: PersonActor,
  groupId: string,
  { name = "notes.txt", content = "some notes", now = new Date() }: FileToUpload = {},
): Promise<AttachmentView> {
  return uploadAttachment(actor, { groupId, name, bytes: asBytes(content) }, { now });
}

/** The keys of everything in this test's store. */
export async function storedKeys(): Promise<string[]> {
  const entries = await readdir(environment().STORAGE_DIR, { recursive: true, withFileTypes: true }).catch(
    () => [],
  );
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}
