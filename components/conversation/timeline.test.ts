import { describe, expect, it } from "vitest";
import { timelineOf } from "@/components/conversation/timeline";
import type { MessageView } from "@/lib/messages/contract";

const dayOf = (instant: string) => instant.slice(0, 10);

function aMessage(sequence: number, given: Partial<MessageView> = {}): MessageView {
  return {
    id: `m${sequence}`,
    groupId: "g",
    sequence,
    senderId: "ann",
    clientId: `c${sequence}`,
    body: "hello",
    notice: null,
    attachments: [],
    createdAt: `2026-11-20T10:00:0${sequence}Z`,
    ...given,
  };
}

const rowsOf = (given: Partial<Parameters<typeof timelineOf>[0]>) =>
  timelineOf({ messages: [], outgoing: [], me: "me", news: null, dayOf, ...given });

describe("timelineOf", () => {
  it("puts messages of one person under one name until somebody else speaks or five minutes pass", () => {
    const rows = rowsOf({
      messages: [
        aMessage(1),
        aMessage(2),
        aMessage(3, { senderId: "bob" }),
        aMessage(4, { senderId: "bob", createdAt: "2026-11-20T10:06:00Z" }),
      ],
    });
    expect(rows.map((row) => row.startsBlock)).toEqual([true, false, true, true]);
  });

  it("starts a day, and with it a block, where the reader's day changes", () => {
    const rows = rowsOf({
      messages: [
        aMessage(1, { createdAt: "2026-11-20T23:59:00Z" }),
        aMessage(2, { createdAt: "2026-11-21T00:01:00Z" }),
      ],
    });
    expect(rows.map((row) => [row.startsDay, row.startsBlock])).toEqual([
      [true, true],
      [true, true],
    ]);
  });

  it("draws the divider once, before the first new message of somebody else", () => {
    const rows = rowsOf({
      news: { after: 1, through: 4 },
      messages: [aMessage(1), aMessage(2, { senderId: "me" }), aMessage(3), aMessage(4)],
    });
    expect(rows.map((row) => row.startsUnread)).toEqual([false, false, true, false]);
  });

  it("draws no divider for what arrives while the conversation is open", () => {
    const rows = rowsOf({ news: { after: 1, through: 1 }, messages: [aMessage(1), aMessage(2)] });
    expect(rows.some((row) => row.startsUnread)).toBe(false);
  });

  it("draws no divider when everything is read", () => {
    expect(
      rowsOf({ news: { after: 2, through: 2 }, messages: [aMessage(1), aMessage(2)] }).some(
        (row) => row.startsUnread,
      ),
    ).toBe(false);
  });

  it("keeps the row of a sent message when the log returns it", () => {
    const waiting = {
      clientId: "c2",
      body: "mine",
      createdAt: "2026-11-20T10:00:02Z",
      state: "sending" as const,
    };
    const before = rowsOf({ messages: [aMessage(1)], outgoing: [waiting] });
    const after = rowsOf({ messages: [aMessage(1), aMessage(2, { senderId: "me" })], outgoing: [waiting] });
    expect(before.map((row) => row.key)).toEqual(after.map((row) => row.key));
    expect(after.at(-1)?.outgoing).toBeNull();
  });
});
