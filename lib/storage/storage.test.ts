import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { FileStore } from "@/lib/storage/file-store";
import { DiskStore } from "@/lib/storage/internal/disk-store";
import { S3Store } from "@/lib/storage/internal/s3-store";
import { newStorageKey } from "@/lib/storage/storage-key";
import { S3Server } from "@/lib/testing/s3-server";

const MEGABYTE = 1_024 * 1_024;
const directory = await mkdtemp(path.join(tmpdir(), "disk-store-"));
const server = new S3Server();
let s3: S3Store;

beforeAll(async () => {
  await server.start();
  s3 = new S3Store(server.settings());
});
beforeEach(() => {
  server.failAtPart = undefined;
});
afterAll(async () => {
  server.stop();
  await rm(directory, { recursive: true });
});

/** Chunks of one megabyte, each of one byte's value. */
async function* megabytes(count: number, breaksOff = false): AsyncGenerator<Uint8Array> {
  for (let number = 0; number < count; number += 1) yield Buffer.alloc(MEGABYTE, number);
  if (breaksOff) throw new Error("the sender is gone");
}

async function* chunks(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

const textOf = async (stream: ReadableStream<Uint8Array> | null): Promise<string | null> =>
  stream === null ? null : new Response(stream).text();

const files = async (): Promise<string[]> => {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
};

describe.each<[string, () => FileStore, () => Promise<string[]>]>([
  ["a directory", () => new DiskStore(directory), files],
  ["a bucket", () => s3, async () => [...server.objects.keys(), ...server.uploads.keys()]],
])("%s", (_what, store, contents) => {
  it("gives back what was kept, byte for byte", async () => {
    const key = newStorageKey();

    await store().write(key, chunks("one ", "two ", "三"));

    expect(await textOf(await store().read(key))).toBe("one two 三");
  });

  it("keeps what is larger than one part", async () => {
    const key = newStorageKey();

    await store().write(key, megabytes(13));

    const bytes = new Uint8Array(await new Response(await store().read(key)).arrayBuffer());
    expect(bytes.byteLength).toBe(13 * MEGABYTE);
    expect([bytes[0], bytes[5 * MEGABYTE], bytes.at(-1)]).toEqual([0, 5, 12]);
  });

  it("knows nothing of a key that was never kept or is forgotten, and forgets twice without complaint", async () => {
    const key = newStorageKey();
    await store().write(key, chunks("x"));

    await store().remove(key);
    await store().remove(key);

    expect(await store().read(key)).toBeNull();
    expect(await store().read(newStorageKey())).toBeNull();
  });

  it.each([0, 3, 12])("keeps nothing of what breaks off after %i MB", async (count) => {
    const before = await contents();
    const key = newStorageKey();

    await expect(store().write(key, megabytes(count, true))).rejects.toThrow("the sender is gone");

    expect(await store().read(key)).toBeNull();
    expect(await contents()).toEqual(before);
  });

  it.each(["../../etc/passwd", "report.pdf", "", "a/b"])("takes no key of another form: %j", async (key) => {
    await expect(store().write(key, chunks("x"))).rejects.toThrow("no storage key");
    await expect(store().read(key)).rejects.toThrow("no storage key");
    await expect(store().remove(key)).rejects.toThrow("no storage key");
  });
});

describe("a directory", () => {
  it("lets nobody else read what is kept", async () => {
    const key = newStorageKey();
    await new DiskStore(directory).write(key, chunks("secret"));
    const place = path.join(directory, key.slice(0, 2), key);

    expect((await stat(place)).mode & 0o777).toBe(0o600);
    expect((await stat(path.dirname(place))).mode & 0o777).toBe(0o700);
  });
});

describe("a bucket", () => {
  it("keeps nothing when one part is refused", async () => {
    server.failAtPart = 2;
    const key = newStorageKey();

    await expect(s3.write(key, megabytes(12))).rejects.toThrow("InvalidPart");

    expect(server.uploads.size).toBe(0);
    expect(server.objects.has(key)).toBe(false);
  });

  it("refuses who does not hold its secret", async () => {
    const stranger = new S3Store({ ...server.settings(), secretAccessKey: "guessed" });

    await expect(stranger.write(newStorageKey(), chunks("x"))).rejects.toThrow("SignatureDoesNotMatch");
  });

  it("that cannot be reached is an error, not an absent file", async () => {
    const away = new S3Store({ ...server.settings(), endpoint: "http://127.0.0.1:9" });

    await expect(away.read(newStorageKey())).rejects.toThrow("ECONNREFUSED");
  });
});
