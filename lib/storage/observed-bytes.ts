import type { Bytes } from "@/lib/storage/file-store";

/** Enough for the beginnings by which formats are known, those inside of archives included. */
const HEAD_BYTES = 64 * 1_024;

/** Bytes on their way to the store, and what can be told of them once they have passed. */
export class ObservedBytes {
  readonly #source: Bytes;
  readonly #decoder = new TextDecoder("utf-8", { fatal: true });
  #head = Buffer.alloc(0);
  #size = 0;
  #isText = true;

  constructor(source: Bytes) {
    this.#source = source;
  }

  /** How many have passed. */
  get size(): number {
    return this.#size;
  }

  /** The first 64 KB of them. */
  get head(): Uint8Array {
    return this.#head;
  }

  /** Whether all that has passed is text in UTF-8 without NUL. */
  get isText(): boolean {
    return this.#isText;
  }

  /** The bytes, once. `onChunk` is told after each chunk; what it throws ends them. */
  async *pass(onChunk: () => void): AsyncGenerator<Uint8Array> {
    for await (const chunk of this.#source) {
      this.#size += chunk.byteLength;
      if (this.#head.length < HEAD_BYTES)
        this.#head = Buffer.concat([this.#head, chunk.subarray(0, HEAD_BYTES - this.#head.length)]);
      this.#isText &&= this.#decodes(chunk, true);
      onChunk();
      yield chunk;
    }
    this.#isText &&= this.#decodes(new Uint8Array(), false);
  }

  #decodes(chunk: Uint8Array, stream: boolean): boolean {
    try {
      return !this.#decoder.decode(chunk, { stream }).includes("\0");
    } catch {
      return false;
    }
  }
}
