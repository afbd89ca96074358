import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { finished } from "node:stream/promises";
import { ZipFile } from "yazl";
import type { Bytes } from "@/lib/storage/file-store";

/** A file of an archive: where it is, and how what was written can be checked. */
export type ZipEntry = { path: string; bytes: number; sha256: string };

/** An archive that is written while it is read: one file at a time, none of it kept. */
export class ZipWriter {
  readonly #zip = new ZipFile();
  readonly #output: Readable;
  #entry: Readable | undefined;

  constructor() {
    // Its types are older than streams that can be destroyed.
    const { outputStream } = this.#zip;
    if (!(outputStream instanceof Readable)) throw new Error("yazl writes to another kind of stream");
    this.#output = outputStream;
    this.#zip.on("error", (error: Error) => this.abort(error));
    this.#output.on("error", () => undefined);
  }

  /** The archive's bytes, once. */
  get output(): Bytes {
    return this.#output;
  }

  /** Adds a file; resolves when all of it has been taken. */
  async add(path: string, content: Bytes, { compress = true } = {}): Promise<ZipEntry> {
    const hash = createHash("sha256");
    let bytes = 0;
    const observed = async function* () {
      for await (const chunk of content) {
        hash.update(chunk);
        bytes += chunk.byteLength;
        yield chunk;
      }
    };
    const entry = Readable.from(observed(), { objectMode: false });
    this.#entry = entry;
    this.#zip.addReadStream(entry, path, { compress });
    await finished(entry, { writable: false });
    return { path, bytes, sha256: hash.digest("hex") };
  }

  /** Nothing more is added. */
  end(): void {
    this.#zip.end();
  }

  /** Whoever reads the archive, and whoever adds to it, is told that it broke off. */
  abort(error: Error): void {
    this.#entry?.destroy(error);
    this.#output.destroy(error);
  }
}

/** A name that any system can unpack, whatever somebody called the file. */
export function safeName(name: string): string {
  const plain = name
    // eslint-disable-next-line no-control-regex -- control characters are what is taken out
    .replace(/[\\/:*?"<>|\u0000-\u001F\u007F\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, "_")
    .replace(/^[. ]+|[. ]+$/g, "_");
  return plain === "" ? "_" : plain.slice(0, 150);
}
