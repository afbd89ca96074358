import { z } from "zod";

const keptPress = z.object({
  ticketId: z.uuid(),
  number: z.number().int(),
  /** When the button was pressed, by the server's clock. */
  pressedAt: z.iso.datetime(),
});

/** A press on Reminder that the server has not answered yet. */
export type KeptPress = z.output<typeof keptPress>;

/** Where presses wait until the server has answered them; survives a reload of the page. */
export interface PressStore {
  list(): KeptPress[];
  has(ticketId: string): boolean;
  put(press: KeptPress): void;
  remove(ticketId: string): void;
  /** Runs `work` while nobody else who shares this store does so for the same ticket. */
  exclusively(ticketId: string, work: () => Promise<void>): Promise<void>;
}

/** A store that lasts as long as its object. */
export function memoryPressStore(): PressStore {
  const kept = new Map<string, KeptPress>();
  return {
    list: () => [...kept.values()],
    has: (ticketId) => kept.has(ticketId),
    put: (press) => void kept.set(press.ticketId, press),
    remove: (ticketId) => void kept.delete(ticketId),
    exclusively: (_ticketId, work) => work(),
  };
}

function pressIn(text: string | null): KeptPress | null {
  try {
    return keptPress.safeParse(JSON.parse(text ?? "null")).data ?? null;
  } catch {
    // What an older version or another program wrote.
    return null;
  }
}

/**
 * The store of this browser, each owner's own: people who share a browser do not press for each other. What it does not take
 * (private windows of some browsers, a full disk) is kept as long as this object.
 */
export function browserPressStore(owner: string): PressStore {
  const prefix = `ailink.reminder:${owner}:`;
  const unkept = memoryPressStore();
  const stored = (): string[] => {
    try {
      return Object.keys(window.localStorage).filter((key) => key.startsWith(prefix));
    } catch {
      return [];
    }
  };
  return {
    list: () => {
      const presses = stored().flatMap((key) => pressIn(window.localStorage.getItem(key)) ?? []);
      return [...presses, ...unkept.list()];
    },
    has: (ticketId) => stored().includes(prefix + ticketId) || unkept.has(ticketId),
    put: (press) => {
      try {
        window.localStorage.setItem(prefix + press.ticketId, JSON.stringify(press));
      } catch {
        unkept.put(press);
      }
    },
    remove: (ticketId) => {
      unkept.remove(ticketId);
      if (stored().includes(prefix + ticketId)) window.localStorage.removeItem(prefix + ticketId);
    },
    // Tabs share the store. Where a browser has no locks two tabs may press: the second only joins the first.
    exclusively: async (ticketId, work) => {
      if ("locks" in navigator) await navigator.locks.request(prefix + ticketId, work);
      else await work();
    },
  };
}
