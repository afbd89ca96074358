import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { lastingEntries } from "@/lib/realtime/browser/lasting-entries";
import { entriesIn, type OutboxEntries, type OutboxEntry } from "@/lib/realtime/browser/outbox-entries";

/** Where messages wait until the server has them; survives a reload of the page. */
export interface OutboxStore extends OutboxEntries {
  /** Runs `work` while nobody else who shares this store does so for the same group. */
  exclusively(groupId: string, work: () => Promise<void>): Promise<void>;
}

/** A store that lasts as long as its object: for programs without a browser, and where a browser has no storage. */
export function memoryOutboxStore(): OutboxStore {
  return { ...entriesIn(new Map()), exclusively: (_groupId, work) => work() };
}

interface OutboxSchema extends DBSchema {
  outbox: { key: string; value: OutboxEntry; indexes: { position: number } };
}

/** The entries in the browser's storage, each owner's own: people who share a browser do not share an outbox. */
async function openEntries(owner: string, onLost: () => void): Promise<OutboxEntries> {
  const database: IDBPDatabase<OutboxSchema> = await openDB<OutboxSchema>(`ailink-outbox:${owner}`, 1, {
    upgrade: (db) => {
      db.createObjectStore("outbox", { keyPath: "clientId" }).createIndex("position", "position");
    },
    terminated: onLost,
  });
  return {
    list: () => database.getAllFromIndex("outbox", "position"),
    put: async (entry) => void (await database.put("outbox", entry)),
    remove: (clientId) => database.delete("outbox", clientId),
  };
}

/** The store of this browser, or of this object where the browser keeps nothing (private windows of some browsers). */
export function defaultOutboxStore(owner: string): OutboxStore {
  if (typeof indexedDB === "undefined") return memoryOutboxStore();
  return {
    ...lastingEntries((onLost) => openEntries(owner, onLost)),
    // Tabs share the store. Where a browser has no locks two tabs may send the same message: the server knows its id.
    exclusively: async (groupId, work) => {
      if ("locks" in navigator) await navigator.locks.request(`ailink-outbox:${owner}:${groupId}`, work);
      else await work();
    },
  };
}
