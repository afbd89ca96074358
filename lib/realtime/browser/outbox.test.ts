import { describe, expect, it } from "vitest";
import { Outbox, type SendOutcome } from "@/lib/realtime/browser/outbox";
import { memoryOutboxStore, type OutboxStore } from "@/lib/realtime/browser/outbox-store";

const GROUP = "group";

/** A server whose answers the test gives one by one. */
class Answers {
  readonly asked: string[] = [];
  #waiting: ((outcome: SendOutcome) => void)[] = [];

  send = (entry: { body: string }): Promise<SendOutcome> => {
    this.asked.push(entry.body);
    return new Promise((resolve) => this.#waiting.push(resolve));
  };

  async next(outcome: SendOutcome): Promise<void> {
    while (this.#waiting.length === 0) await tick();
    this.#waiting.shift()?.(outcome);
    await tick();
  }

  get open(): number {
    return this.#waiting.length;
  }
}

const tick = () => new Promise((resolve) => setTimeout(resolve, 1));

function anOutbox(store: OutboxStore = memoryOutboxStore()) {
  const answers = new Answers();
  const outbox = new Outbox({
    store,
    send: answers.send,
    onChange: () => undefined,
    onSent: () => undefined,
  });
  return {
    outbox,
    answers,
    store,
    shown: () => outbox.outgoing(GROUP).map(({ body, state }) => `${body} ${state}`),
  };
}

describe("one group", () => {
  it("has one message in flight, in the order they were written", async () => {
    const { outbox, answers } = anOutbox();
    outbox.goOnline();
    await Promise.all(["a", "b", "c"].map((body) => outbox.add(GROUP, body)));
    await tick();

    expect(answers.asked).toEqual(["a"]);
    await answers.next({ kind: "sent", sequence: 1 });
    expect(answers.asked).toEqual(["a", "b"]);
    await answers.next({ kind: "sent", sequence: 2 });
    await answers.next({ kind: "sent", sequence: 3 });
    expect(answers.asked).toEqual(["a", "b", "c"]);
  });

  it("does not keep another group waiting", async () => {
    const { outbox, answers } = anOutbox();
    outbox.goOnline();
    await outbox.add(GROUP, "a");
    await outbox.add("other", "b");
    await tick();

    expect(answers.asked).toEqual(["a", "b"]);
  });

  it("shows an acknowledged message until the log has it", async () => {
    const { outbox, answers, shown, store } = anOutbox();
    outbox.goOnline();
    await outbox.add(GROUP, "a");
    await answers.next({ kind: "sent", sequence: 7 });

    expect(shown()).toEqual(["a sending"]);
    expect(await store.list()).toEqual([]);
    outbox.arrived(GROUP, new Set(), 6);
    expect(shown()).toEqual(["a sending"]);
    outbox.arrived(GROUP, new Set(), 7);

    expect(shown()).toEqual([]);
  });

  it("needs no acknowledgement for what the log shows", async () => {
    const { outbox, answers, shown, store } = anOutbox();
    outbox.goOnline();
    await outbox.add(GROUP, "a");
    await tick();
    const [entry] = await store.list();

    outbox.arrived(GROUP, new Set([entry?.clientId ?? ""]), 1);
    await answers.next({ kind: "offline" });
    outbox.goOffline();
    outbox.goOnline();
    await tick();

    expect([shown(), await store.list(), answers.asked]).toEqual([[], [], ["a"]]);
  });
});

describe("a message that is not taken", () => {
  it("goes again with the same id after an interruption", async () => {
    const { outbox, answers, store } = anOutbox();
    outbox.goOnline();
    await outbox.add(GROUP, "a");
    const before = await store.list();
    await answers.next({ kind: "offline" });
    outbox.goOffline();
    await tick();
    expect(answers.open).toBe(0);

    outbox.goOnline();
    await tick();

    expect(answers.asked).toEqual(["a", "a"]);
    expect(await store.list()).toEqual(before);
  });

  it("goes again by itself, later and later, when the server is busy", async () => {
    const { outbox, answers } = anOutbox();
    outbox.goOnline();
    await outbox.add(GROUP, "a");

    await answers.next({ kind: "later" });
    expect(answers.asked).toEqual(["a"]);
    await answers.next({ kind: "sent", sequence: 1 });

    expect(answers.asked).toEqual(["a", "a"]);
  });

  it("holds the next ones back when it is refused for good, until it is given up", async () => {
    const { outbox, answers, shown, store } = anOutbox();
    outbox.goOnline();
    await Promise.all(["a", "b"].map((body) => outbox.add(GROUP, body)));
    await answers.next({ kind: "refused", reason: "groups.may_not_post", requestId: "r-1" });

    expect(shown()).toEqual(["a failed", "b sending"]);
    expect(outbox.outgoing(GROUP)[0]).toMatchObject({ reason: "groups.may_not_post", requestId: "r-1" });
    expect(answers.asked).toEqual(["a"]);
    await outbox.discard(GROUP, outbox.outgoing(GROUP)[1]?.clientId ?? "");
    expect(shown()).toEqual(["a failed", "b sending"]);
    await outbox.discard(GROUP, outbox.outgoing(GROUP)[0]?.clientId ?? "");
    await answers.next({ kind: "sent", sequence: 1 });

    expect(answers.asked).toEqual(["a", "b"]);
    expect(await store.list()).toEqual([]);
  });

  it("is the same message when it is tried again", async () => {
    const { outbox, answers, shown, store } = anOutbox();
    outbox.goOnline();
    await outbox.add(GROUP, "a");
    const [before] = await store.list();
    await answers.next({ kind: "refused", reason: "groups.may_not_post", requestId: "r-1" });

    await outbox.retry(GROUP, before?.clientId ?? "");

    expect(shown()).toEqual(["a sending"]);
    expect(await store.list()).toEqual([before]);
  });
});

describe("a store that two pages share", () => {
  /** As tabs of one browser share it: one of them at a time. */
  function aSharedStore(): OutboxStore {
    const store = memoryOutboxStore();
    let last = Promise.resolve();
    return {
      ...store,
      exclusively: async (_groupId, work) => {
        const mine = last.then(work);
        last = mine.catch(() => undefined);
        return mine;
      },
    };
  }

  it("is sent by one of them, each message once", async () => {
    const store = aSharedStore();
    const [first, second] = [anOutbox(store), anOutbox(store)];
    first.outbox.goOnline();
    await first.outbox.add(GROUP, "a");
    await second.outbox.load();
    second.outbox.goOnline();
    await second.outbox.add(GROUP, "b");
    await tick();

    expect([first.answers.asked, second.answers.asked]).toEqual([["a"], []]);
    await first.answers.next({ kind: "sent", sequence: 1 });
    await first.answers.next({ kind: "sent", sequence: 2 });
    await tick();

    expect([first.answers.asked, second.answers.asked]).toEqual([["a", "b"], []]);
    expect(second.shown()).toEqual([]);
  });

  it("shows after a reload what the page before had left, in order", async () => {
    const store = aSharedStore();
    const before = anOutbox(store);
    for (const body of ["a", "b", "c"]) await before.outbox.add(GROUP, body);

    const after = anOutbox(store);
    await after.outbox.load();
    await after.outbox.add(GROUP, "d");

    expect(after.shown()).toEqual(["a sending", "b sending", "c sending", "d sending"]);
  });
});
