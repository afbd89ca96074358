/** Bytes as they come: of a request, of a file. */
export type Bytes = AsyncIterable<Uint8Array>;

/** Where the bytes of files are kept. Keys are made by `newStorageKey` and never by what somebody calls a file. */
export interface FileStore {
  /** Keeps the bytes under a new key: all of them, or nothing if they break off or cannot be kept. */
  write(key: string, bytes: Bytes): Promise<void>;
  /** The bytes under a key, or null if there are none. */
  read(key: string): Promise<ReadableStream<Uint8Array> | null>;
  /** Forgets a key, and what an interrupted `write` may have left of it; a key that is not there is no error. */
  remove(key: string): Promise<void>;
}
