import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ReadFailure } from "@/lib/errors/browser/read-view";
import { type KeptPress, memoryPressStore } from "@/lib/tickets/browser/press-store";
import { ReminderPresses } from "@/lib/tickets/browser/reminder-presses";
import type { ReminderReading } from "@/lib/tickets/browser/reminder-queries";
import type { ReminderAnswer } from "@/lib/tickets/contract";

const ticketId = "01900000-0000-7000-8000-000000000001";
const press: KeptPress = { ticketId, number: 10_001, pressedAt: "2026-11-02T09:00:00.000Z" };

const readingOf = (answer: ReminderAnswer): ReminderReading => ({
  ticketId,
  serverTime: "2026-11-02T10:00:00.000Z",
  clockAhead: 0,
  state: "running",
  answer,
  nextPressAt: null,
  opensAt: null,
  awaited: null,
  reminder: null,
});

/** A server that answers as it is told, one answer for each press it gets; and one page's presses. */
function aPage(store = memoryPressStore()) {
  const answers: (ReminderReading | ReadFailure)[] = [];
  const sent: KeptPress[] = [];
  const settled: (ReminderReading | null)[] = [];
  const presses = new ReminderPresses({
    store,
    send: async (one) => {
      sent.push(one);
      const answer = answers.shift() ?? new ReadFailure(null, "common.unreachable");
      if (answer instanceof ReadFailure) throw answer;
      return Promise.resolve(answer);
    },
    onSettled: (_ticketId, reading) => settled.push(reading),
  });
  return { presses, store, answers, sent, settled };
}

const flush = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("a press that is answered at once is kept no longer, and has not been late", async () => {
  const { presses, store, answers, settled } = aPage();
  answers.push(readingOf("told"));
  presses.press(press);
  expect(store.list(), "stored before it is sent").toEqual([press]);
  await flush();
  expect(presses.stateOf(ticketId)).toMatchObject({ step: "answered", isLate: false });
  expect(store.list()).toEqual([]);
  expect(settled).toEqual([readingOf("told")]);
});

test("a press without a connection waits, is not made twice, and goes out with the time it was made at", async () => {
  const { presses, answers, sent } = aPage();
  presses.press(press);
  await flush();
  expect(presses.stateOf(ticketId)?.step).toBe("waiting");
  presses.press({ ...press, pressedAt: "2026-11-02T09:05:00.000Z" });
  presses.forget(ticketId);
  expect(presses.stateOf(ticketId)?.press).toEqual(press);
  answers.push(readingOf("told"));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(sent).toEqual([press, press]);
  expect(presses.stateOf(ticketId)).toMatchObject({ step: "answered", isLate: true });
  presses.forget(ticketId);
  expect(presses.states()).toEqual([]);
});

test("what an earlier page left behind is sent by the next, which tells that it was no longer true", async () => {
  const earlier = aPage();
  earlier.presses.press(press);
  await flush();
  earlier.presses.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(earlier.sent, "a page that is gone sends nothing").toHaveLength(1);

  const later = aPage(earlier.store);
  later.answers.push(readingOf("outdated"));
  later.presses.start();
  await flush();
  expect(later.sent).toEqual([press]);
  expect(later.presses.stateOf(ticketId)).toMatchObject({
    step: "answered",
    isLate: true,
    reading: { answer: "outdated" },
  });
  expect(later.store.list()).toEqual([]);
});

test("the connection that comes back sends at once, and never twice at a time", async () => {
  const { presses, answers, sent } = aPage();
  presses.press(press);
  await flush();
  answers.push(readingOf("told"), readingOf("already"));
  presses.retry();
  presses.retry();
  await flush();
  expect(sent).toHaveLength(2);
  expect(presses.stateOf(ticketId)).toMatchObject({ reading: { answer: "told" } });
});

test("a press that another tab has sent is not sent again, and that tab tells", async () => {
  const { presses, store, sent } = aPage();
  presses.press(press);
  await flush();
  store.remove(ticketId);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(sent).toHaveLength(1);
  expect(presses.states()).toEqual([]);
});

test.each(["RATE_LIMITED", "UNAVAILABLE"] as const)("%s passes: the press waits", async (code) => {
  const { presses, answers, store } = aPage();
  answers.push(new ReadFailure(code, "common.later"), readingOf("told"));
  presses.press(press);
  await flush();
  expect(store.list()).toEqual([press]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(presses.stateOf(ticketId)?.step).toBe("answered");
});

test("whoever has no session any more presses when they are back, and not before", async () => {
  const { presses, answers, store, sent } = aPage();
  answers.push(new ReadFailure("UNAUTHENTICATED", "identity.signed_out"));
  presses.press(press);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sent).toHaveLength(1);
  expect(store.list()).toEqual([press]);
});

test("a refusal is final and says why", async () => {
  const { presses, answers, store, settled } = aPage();
  answers.push(new ReadFailure("NOT_FOUND", "tickets.no_such_ticket"));
  presses.press(press);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(presses.stateOf(ticketId)).toMatchObject({ step: "refused", reason: "tickets.no_such_ticket" });
  expect(store.list()).toEqual([]);
  expect(settled).toEqual([null]);
});
