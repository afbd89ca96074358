import { describe, expect, it } from "vitest";
import { lastingEntries } from "@/lib/realtime/browser/lasting-entries";
import { entriesIn, type OutboxEntries, type OutboxEntry } from "@/lib/realtime/browser/outbox-entries";

const anEntry = (clientId: string, position: number): OutboxEntry => ({
  clientId,
  position,
  groupId: "group",
  body: clientId,
  createdAt: "2026-01-01T00:00:00.000Z",
  state: "sending",
});
const [a, b, c] = [anEntry("a", 1), anEntry("b", 2), anEntry("c", 3)];

/** A browser's storage that holds `a` and `b`, whose next openings or operations fail as often as the test says. */
function aStorage() {
  const kept = new Map([a, b].map((entry) => [entry.clientId, entry]));
  const fails = { openings: 0, operations: 0 };
  const storage = { kept, fails, opened: 0, lose: () => undefined as void };
  const mayFail = (what: "openings" | "operations") => {
    if (fails[what] === 0) return;
    fails[what] -= 1;
    throw new DOMException("failed", "UnknownError");
  };
  const open = async (onLost: () => void): Promise<OutboxEntries> => {
    mayFail("openings");
    storage.opened += 1;
    let isLost = false;
    storage.lose = () => {
      isLost = true;
      onLost();
    };
    const inner = entriesIn(kept);
    const check = () => {
      mayFail("operations");
      if (isLost) throw new DOMException("closing", "InvalidStateError");
    };
    return {
      list: async () => (check(), inner.list()),
      put: async (entry) => (check(), inner.put(entry)),
      remove: async (clientId) => (check(), inner.remove(clientId)),
    };
  };
  return Object.assign(storage, { entries: lastingEntries(open) });
}

describe("a storage that fails once", () => {
  it.each(["openings", "operations"] as const)(
    "is opened again (%s), and shows what it holds",
    async (what) => {
      const { entries, fails, kept } = aStorage();
      fails[what] = 1;

      expect(await entries.list()).toEqual([a, b]);
      await entries.put(c);
      expect([...kept.keys()]).toEqual(["a", "b", "c"]);
    },
  );

  it("is opened again after each failure, not only the first", async () => {
    const { entries, fails, kept } = aStorage();
    for (let round = 0; round < 3; round += 1) {
      fails.operations = 1;
      expect(await entries.list()).toEqual([a, b]);
    }
    fails.operations = 1;
    await entries.remove("a");

    expect([...kept.keys()]).toEqual(["b"]);
  });

  it("is opened again when the browser ended the connection, before anything fails", async () => {
    const storage = aStorage();
    await storage.entries.list();
    storage.lose();
    // One failure is left over for the new connection.
    storage.fails.operations = 1;

    expect(await storage.entries.list()).toEqual([a, b]);
    expect(storage.opened).toBe(3);
  });
});

describe("a storage that keeps failing", () => {
  it("is replaced by memory with all that was known of it", async () => {
    const { entries, fails, kept } = aStorage();
    await entries.list();
    await entries.remove("a");
    fails.operations = 2;
    await entries.put(c);

    expect(await entries.list()).toEqual([b, c]);
    await entries.remove("b");
    expect(await entries.list()).toEqual([c]);
    expect([...kept.keys()]).toEqual(["b"]);
  });

  it("is memory from the beginning where it cannot be opened at all", async () => {
    const { entries, fails } = aStorage();
    fails.openings = Number.POSITIVE_INFINITY;

    expect(await entries.list()).toEqual([]);
    await entries.put(c);
    expect(await entries.list()).toEqual([c]);
  });
});
