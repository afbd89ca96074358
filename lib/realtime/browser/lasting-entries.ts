import { entriesIn, type OutboxEntries, type OutboxEntry } from "@/lib/realtime/browser/outbox-entries";

/**
 * Entries in a storage that may fail or be lost at any time: it is opened once more before this page goes on in memory,
 * and then with all that was seen of it, so that nothing that waits disappears. `open` calls `onLost` when the browser
 * ends its connection.
 */
export function lastingEntries(open: (onLost: () => void) => Promise<OutboxEntries>): OutboxEntries {
  const known = new Map<string, OutboxEntry>();
  let changes = 0;
  let opening: Promise<OutboxEntries> | undefined;
  let isGivenUp = false;

  const attempt = async <T>(use: (entries: OutboxEntries) => Promise<T>): Promise<T> => {
    opening ??= open(() => (opening = undefined));
    const mine = opening;
    try {
      return await use(await mine);
    } catch (thrown) {
      if (opening === mine) opening = undefined;
      throw thrown;
    }
  };
  const lasting = async <T>(use: (entries: OutboxEntries) => Promise<T>): Promise<T> => {
    if (isGivenUp) return use(entriesIn(known));
    try {
      return await attempt(use).catch(() => attempt(use));
    } catch {
      isGivenUp = true;
      return use(entriesIn(known));
    }
  };

  return {
    list: async () => {
      const before = changes;
      const entries = await lasting((storage) => storage.list());
      // An answer older than what was put or removed meanwhile teaches nothing.
      if (before === changes && !isGivenUp) {
        known.clear();
        for (const entry of entries) known.set(entry.clientId, entry);
      }
      return entries;
    },
    put: async (entry) => {
      changes += 1;
      await lasting((storage) => storage.put(entry));
      changes += 1;
      known.set(entry.clientId, entry);
    },
    remove: async (clientId) => {
      changes += 1;
      await lasting((storage) => storage.remove(clientId));
      changes += 1;
      known.delete(clientId);
    },
  };
}
