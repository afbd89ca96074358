import { expect, it } from "vitest";
import type { GroupEventView, GroupFrame, MessagePageView, MessageView } from "@/lib/messages/contract";
import { applyFrame } from "@/lib/realtime/browser/apply-frame";
import {
  type AppliedGroup,
  emptyGroup,
  quoteOf,
  withNewer,
  withOlder,
  withPage,
} from "@/lib/realtime/browser/group-state";

/** The same numbers between 0 and 1 for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const PEOPLE = ["ann", "ben", "cai"];

/** A group's log and its messages as they are now: what the server would answer at this moment. */
class ModelGroup {
  readonly #log: { type: GroupEventView["type"]; id: string }[] = [];
  readonly #messages = new Map<string, MessageView>();
  readonly #random: () => number;

  constructor(random: () => number) {
    this.#random = random;
  }

  get end(): number {
    return this.#log.length;
  }

  messages(): MessageView[] {
    return [...this.#messages.values()].map((message) => {
      const original = message.replyTo && this.#messages.get(message.replyTo.id);
      return original ? { ...message, replyTo: quoteOf(original) } : message;
    });
  }

  /** Something happens: mostly to messages that are there. */
  happen(): void {
    const known = [...this.#messages.values()];
    const some = known[Math.floor(this.#random() * known.length)];
    const dice = this.#random();
    if (some === undefined || dice < 0.35) this.#post(dice < 0.15 ? some : undefined);
    else if (some.recalled) return;
    else if (dice < 0.6) this.#edit(some);
    else if (dice < 0.7) this.#recall(some);
    else this.#react(some);
  }

  /** A stretch of the log, its subjects as they are now; as lib/messages/internal/log-sql.ts tells it. */
  frame(from: number, to: number): GroupFrame {
    const now = new Map(this.messages().map((message) => [message.id, message]));
    const told = new Set<string>();
    const events = this.#log.slice(from - 1, to).map(({ type, id }, index): GroupEventView => {
      const message = now.get(id);
      if (message === undefined) throw new Error("a subject is missing");
      const sequence = from + index;
      if (type === "message.created") return { type, sequence, message };
      if (type === "message.edited" || type === "message.recalled" || type === "message.reacted")
        return { type, sequence, messageId: id, message };
      throw new Error(`the model has no ${type}`);
    });
    for (const event of events.toReversed()) {
      if (!("messageId" in event)) continue;
      if (told.has(event.messageId)) event.message = null;
      told.add(event.messageId);
    }
    return { groupId: "g", from, to, events };
  }

  page({ before = Infinity, after = 0, limit = 5 }): MessagePageView {
    const all = this.messages();
    const within = all.filter(({ sequence }) => sequence < before && sequence > after);
    const messages = after > 0 ? within.slice(0, limit) : within.slice(-limit);
    const [first, last] = [messages[0]?.sequence ?? 0, messages.at(-1)?.sequence ?? after];
    return {
      messages,
      hasBefore: all.some(({ sequence }) => sequence < first),
      hasAfter: all.some(({ sequence }) => sequence > last),
      sequence: this.end,
    };
  }

  #record(type: GroupEventView["type"], message: MessageView): void {
    this.#log.push({ type, id: message.id });
    this.#messages.set(message.id, message);
  }

  #post(original: MessageView | undefined): void {
    const sequence = this.end + 1;
    const [id, senderId] = [`m${sequence}`, PEOPLE[sequence % PEOPLE.length] ?? null];
    const said = { id, groupId: "g", sequence, senderId, clientId: id, notice: null, attachments: [] };
    const replyTo = original && { replyTo: quoteOf(original) };
    this.#record("message.created", { ...said, body: `text ${sequence}`, createdAt: "", ...replyTo });
  }

  #edit(message: MessageView): void {
    const edited = { version: (message.edited?.version ?? 1) + 1, at: "" };
    this.#record("message.edited", { ...message, body: `${message.body}!`, edited });
  }

  #recall({ edited: _edited, reactions: _reactions, ...message }: MessageView): void {
    this.#record("message.recalled", { ...message, body: "", recalled: { byId: "ann" } });
  }

  #react(message: MessageView): void {
    const reactions = [{ emoji: "👍", personIds: PEOPLE.slice(0, 1 + Math.floor(this.#random() * 3)) }];
    this.#record("message.reacted", { ...message, reactions });
  }
}

/** A page that gets what the server said at some moment at some later one, in any order, twice, or not at all. */
function reader(server: ModelGroup, random: () => number) {
  let group: AppliedGroup = withPage(emptyGroup, server.page({}));
  const inFlight: (() => void)[] = [];
  const receive = (frame: GroupFrame) => {
    const effect = applyFrame(group, frame);
    if (effect.kind === "applied") group = effect.group;
  };
  const ask = {
    frame: () => {
      const from = 1 + Math.floor(random() * server.end);
      const frame = server.frame(from, from + Math.floor(random() * (server.end - from + 1)));
      inFlight.push(() => receive(frame));
      if (random() < 0.3) inFlight.push(() => receive(frame));
    },
    catchUp: () => {
      if (group.sequence >= server.end) return;
      const frame = server.frame(group.sequence + 1, server.end);
      inFlight.push(() => receive(frame));
    },
    older: () => {
      const before = group.state.messages[0]?.sequence;
      if (before === undefined || !group.state.hasBefore) return;
      const page = server.page({ before });
      inFlight.push(() => {
        if (group.state.messages[0]?.sequence !== before) return;
        group = { state: withOlder(group.state, page), sequence: Math.min(group.sequence, page.sequence) };
      });
    },
    past: () => {
      // A link to an old message: the page looks at the past from here on.
      const page = server.page({ before: 1 + Math.floor(random() * server.end) });
      if (page.messages.length > 0 && page.hasAfter) group = withPage(group.state, page);
    },
    newer: () => {
      const after = group.state.messages.at(-1)?.sequence;
      if (after === undefined || !group.state.hasAfter) return;
      const page = server.page({ after });
      inFlight.push(() => {
        if (!group.state.hasAfter || group.state.messages.at(-1)?.sequence !== after) return;
        group = { state: withNewer(group.state, page), sequence: Math.min(group.sequence, page.sequence) };
      });
    },
  };
  return {
    ask,
    arrive: () => inFlight.splice(Math.floor(random() * inFlight.length), 1)[0]?.(),
    settle: () => {
      for (const arrival of inFlight.splice(0)) arrival();
      if (group.sequence < server.end) receive(server.frame(group.sequence + 1, server.end));
      return group.state;
    },
  };
}

it("whatever comes late, twice, in another order or not at all: a page shows its messages as they are", () => {
  let compared = 0;
  for (let seed = 1; seed <= 400; seed += 1) {
    const random = randomFrom(seed);
    const server = new ModelGroup(random);
    for (let index = 0; index < 8; index += 1) server.happen();
    const page = reader(server, random);
    const steps: [upTo: number, step: () => void][] = [
      [0.4, () => server.happen()],
      [0.7, () => page.arrive()],
      [0.8, () => page.ask.catchUp()],
      [0.9, () => page.ask.frame()],
      [0.94, () => page.ask.older()],
      [0.98, () => page.ask.newer()],
      [1, () => page.ask.past()],
    ];
    for (let step = 0; step < 60; step += 1) {
      const dice = random();
      steps.find(([upTo]) => dice < upTo)?.[1]();
    }

    const { messages, hasAfter, hasBefore } = page.settle();

    const [first, last] = [messages[0]?.sequence ?? 0, messages.at(-1)?.sequence ?? 0];
    const truth = server
      .messages()
      .filter(({ sequence }) => (!hasBefore || sequence >= first) && (!hasAfter || sequence <= last));
    expect(messages, `seed ${seed}`).toEqual(truth);
    compared += messages.length;
  }
  expect(compared).toBeGreaterThan(3_000);
});

it("a page of the past whose messages changed while it was on its way is put right by the log", () => {
  const server = new ModelGroup(randomFrom(7));
  while (server.messages().length < 12) server.happen();
  const page = reader(server, randomFrom(8));
  page.ask.older();
  for (let index = 0; index < 40; index += 1) server.happen();
  page.ask.catchUp();

  const { messages, hasBefore } = page.settle();

  const first = messages[0]?.sequence ?? 0;
  expect(messages).toEqual(server.messages().filter(({ sequence }) => !hasBefore || sequence >= first));
});

it("says up to where the log has to be read for an edit to be read", () => {
  const said = new ModelGroup(() => 0);
  said.happen();
  const [message] = said.messages();
  if (message === undefined) throw new Error("nothing was said");
  const edited = { ...message, edited: { version: 2, at: "" } };
  const live = withPage(emptyGroup, { messages: [message], hasBefore: false, hasAfter: false, sequence: 1 });
  const change = { type: "message.edited", sequence: 5, messageId: message.id, message: edited } as const;

  const effect = applyFrame({ ...live, sequence: 4 }, { groupId: "g", from: 5, to: 5, events: [change] });
  const loaded = withPage(emptyGroup, { messages: [edited], hasBefore: false, hasAfter: false, sequence: 9 });

  expect(effect.kind === "applied" && effect.group.state.edits.get(message.id)).toBe(5);
  expect(loaded.state.edits.get(message.id)).toBe(9);
  expect(live.state.edits.size).toBe(0);
});
