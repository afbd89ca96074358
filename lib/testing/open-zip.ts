import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { promisify } from "node:util";
import { type Entry, open, type ZipFile } from "yauzl";

/** An archive with everything in it, by path. */
export type OpenZip = { entries: Map<string, Buffer>; text: (path: string) => string };

/** Opens a small archive with a reader that is not the writer's. */
export async function openZip(file: string): Promise<OpenZip> {
  const zip = await promisify<string, { lazyEntries: boolean }, ZipFile>(open)(file, { lazyEntries: true });
  const entries = new Map<string, Buffer>();
  const openEntry = promisify<Entry, Readable>((entry, done) => zip.openReadStream(entry, done));
  const read = async (entry: Entry): Promise<void> => {
    entries.set(entry.fileName, await buffer(await openEntry(entry)));
  };
  await new Promise<void>((resolve, reject) => {
    zip.on("error", reject);
    zip.on("end", resolve);
    zip.on("entry", (entry: Entry) => {
      read(entry).then(() => zip.readEntry(), reject);
    });
    zip.readEntry();
  });
  return { entries, text: (path) => entries.get(path)?.toString("utf8") ?? "" };
}
