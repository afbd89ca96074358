import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { OutgoingMessage } from "@/lib/realtime/browser/group-state";

/** An outgoing message as it is kept; `position` orders those of one group. */
export type OutboxEntry = OutgoingMessage & { groupId: string; position: number };

/** Where messages wait until the server has them; survives a reload of the page. */
export interface OutboxStore {
  /** Everything that waits, in order. */
  list(): Promise<OutboxEntry[]>;
  put(entry: OutboxEntry): Promise<void>;
  remove(clientId: string): Promise<void>;
  /** Runs `work` while nobody else who shares this store does so for the same group. */
  exclusively(groupId: string, work: () => Promise<void>): Promise<void>;
}

/** A store that lasts as long as its object: for programs without a browser, and where a browser has no storage. */
export function memoryOutboxStore(): OutboxStore {
  const entries = new Map<string, OutboxEntry>();
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
    exclusively: (_groupId, work) => work(),
  };
}

interface OutboxSchema extends DBSchema {
  outbox: { key: string; value: OutboxEntry; indexes: { position: number } };
}

/** A store in the browser, of its own for each owner: people who share a browser do not share an outbox. */
function indexedDbOutboxStore(owner: string): OutboxStore {
  let opening: Promise<IDBPDatabase<OutboxSchema>> | undefined;
  const database = async () => {
    opening ??= openDB<OutboxSchema>(`ailink-outbox:${owner}`, 1, {
      upgrade: (db) => {
        db.createObjectStore("outbox", { keyPath: "clientId" }).createIndex("position", "position");
      },
    });
    return opening;
  };
  return {
    list: async () => (await database()).getAllFromIndex("outbox", "position"),
    put: async (entry) => void (await (await database()).put("outbox", entry)),
    remove: async (clientId) => (await database()).delete("outbox", clientId),
    // Tabs share the store. Where a browser has no locks two tabs may send the same message: the server knows its id.
    exclusively: async (groupId, work) => {
      if ("locks" in navigator) await navigator.locks.request(`ailink-outbox:${owner}:${groupId}`, work);
      else await work();
    },
  };
}

/** The store of this browser, or of this object where the browser keeps nothing (private windows of some browsers). */
export function defaultOutboxStore(owner: string): OutboxStore {
  if (typeof indexedDB === "undefined") return memoryOutboxStore();
  return withFallback(indexedDbOutboxStore(owner), memoryOutboxStore());
}

function withFallback(first: OutboxStore, second: OutboxStore): OutboxStore {
  let store = first;
  const attempt = async <T>(use: (store: OutboxStore) => Promise<T>): Promise<T> => {
    try {
      return await use(store);
    } catch {
      store = second;
      return use(store);
    }
  };
  return {
    list: () => attempt((one) => one.list()),
    put: (entry) => attempt((one) => one.put(entry)),
    remove: (clientId) => attempt((one) => one.remove(clientId)),
    exclusively: (groupId, work) => store.exclusively(groupId, work),
  };
}
