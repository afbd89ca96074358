import { type FileHandle, mkdir, open, rename, rm } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import type { Bytes, FileStore } from "@/lib/storage/file-store";
import { requireStorageKey } from "@/lib/storage/storage-key";

const OWNER_ALONE = 0o600;
const OWNER_ALONE_ENTERS = 0o700;

/**
 * Files in a directory of this machine, readable by the product's user alone. A file is written beside its place, made
 * durable and then renamed: it is there whole or not at all, also after a crash.
 */
export class DiskStore implements FileStore {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  async write(key: string, bytes: Bytes): Promise<void> {
    const place = this.#placeOf(key);
    await mkdir(path.dirname(place), { recursive: true, mode: OWNER_ALONE_ENTERS });
    const part = partOf(place);
    try {
      const file = await open(part, "wx", OWNER_ALONE);
      try {
        for await (const chunk of bytes) await writeWhole(file, chunk);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(part, place);
    } catch (thrown) {
      await rm(part, { force: true });
      throw thrown;
    }
  }

  async read(key: string): Promise<ReadableStream<Uint8Array> | null> {
    try {
      const file = await open(this.#placeOf(key), "r");
      return Readable.toWeb(file.createReadStream()) as ReadableStream<Uint8Array>;
    } catch (thrown) {
      if (isMissing(thrown)) return null;
      throw thrown;
    }
  }

  async remove(key: string): Promise<void> {
    const place = this.#placeOf(key);
    await rm(partOf(place), { force: true });
    await rm(place, { force: true });
  }

  /** Spread over 256 directories: one with hundreds of thousands of files is slow to list and to back up. */
  #placeOf(key: string): string {
    return path.join(this.#directory, requireStorageKey(key).slice(0, 2), key);
  }
}

const partOf = (place: string): string => `${place}.part`;

async function writeWhole(file: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let at = 0; at < chunk.byteLength;) at += (await file.write(chunk, at)).bytesWritten;
}

function isMissing(thrown: unknown): boolean {
  return thrown instanceof Error && "code" in thrown && thrown.code === "ENOENT";
}
