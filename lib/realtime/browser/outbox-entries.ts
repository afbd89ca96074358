import type { OutgoingMessage } from "@/lib/realtime/browser/group-state";

/** An outgoing message as it is kept; `position` orders those of one group. */
export type OutboxEntry = OutgoingMessage & { groupId: string; position: number };

/** The messages that wait. */
export interface OutboxEntries {
  /** Everything that waits, in order. */
  list(): Promise<OutboxEntry[]>;
  put(entry: OutboxEntry): Promise<void>;
  remove(clientId: string): Promise<void>;
}

/** Entries in memory, by their client id. */
export function entriesIn(entries: Map<string, OutboxEntry>): OutboxEntries {
  return {
    list: () => Promise.resolve([...entries.values()].toSorted((a, b) => a.position - b.position)),
    put: (entry) => {
      entries.set(entry.clientId, entry);
      return Promise.resolve();
    },
    remove: (clientId) => {
      entries.delete(clientId);
      return Promise.resolve();
    },
  };
}
