import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { browserPressStore, type KeptPress } from "@/lib/tickets/browser/press-store";

const press: KeptPress = {
  ticketId: "01900000-0000-7000-8000-000000000001",
  number: 10_001,
  pressedAt: "2026-11-02T09:00:00.000Z",
};

/** What a browser's storage is to a page: its entries are its own properties as well. */
function aStorage(entries: Record<string, string> = {}) {
  const methods = {
    getItem: (key: string) => entries[key] ?? null,
    setItem: (key: string, value: string) => {
      entries[key] = value;
    },
    removeItem: (key: string) => {
      Reflect.deleteProperty(entries, key);
    },
  };
  return new Proxy(entries, {
    get: (target, key): unknown => Reflect.get(methods, key) ?? Reflect.get(target, key),
  });
}

let storage = aStorage();
beforeEach(() => {
  storage = aStorage();
  vi.stubGlobal("window", {
    get localStorage() {
      return storage;
    },
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

test("a press is there for the next page of its owner, and for nobody else", () => {
  browserPressStore("cli_a:wang").put(press);
  expect(browserPressStore("cli_a:wang").list()).toEqual([press]);
  expect(browserPressStore("cli_a:wang").has(press.ticketId)).toBe(true);
  expect(browserPressStore("cli_a:chen").list()).toEqual([]);
  browserPressStore("cli_a:wang").remove(press.ticketId);
  expect(browserPressStore("cli_a:wang").list()).toEqual([]);
});

test("what is not a press is left alone", () => {
  storage = aStorage({
    "ailink.reminder:cli_a:wang:x": "{",
    "ailink.reminder:cli_a:wang:y": '{"ticketId":"y"}',
  });
  expect(browserPressStore("cli_a:wang").list()).toEqual([]);
});

test("where the browser keeps nothing, a press lasts as long as the page", () => {
  vi.stubGlobal("window", {
    get localStorage(): never {
      throw new DOMException("denied", "SecurityError");
    },
  });
  const store = browserPressStore("cli_a:wang");
  store.put(press);
  expect(store.list()).toEqual([press]);
  store.remove(press.ticketId);
  expect(store.list()).toEqual([]);
});

test("work on one ticket is done also where there are no locks", async () => {
  vi.stubGlobal("navigator", {});
  const done: string[] = [];
  await browserPressStore("cli_a:wang").exclusively("x", async () => {
    done.push("x");
    return Promise.resolve();
  });
  expect(done).toEqual(["x"]);
});
