import { expect, it } from "vitest";
import { timelineOf } from "@/components/conversation/timeline";
import { nextAnchor } from "@/components/conversation/use-first-item-index";

const rowsOf = (...sequences: number[]) =>
  timelineOf({
    messages: sequences.map((sequence) => ({
      id: `m${sequence}`,
      groupId: "g",
      sequence,
      senderId: "ann",
      clientId: `c${sequence}`,
      body: "hello",
      notice: null,
      attachments: [],
      createdAt: "2026-11-20T10:00:00Z",
    })),
    outgoing: [],
    me: "me",
    news: null,
    dayOf: () => "",
  });

const anchor = { firstKey: "ann:c3", index: 100, generation: 1 };

it("moves the first number down by as many rows as came before it", () => {
  expect(nextAnchor(anchor, rowsOf(1, 2, 3, 4))).toEqual({ firstKey: "ann:c1", index: 98, generation: 1 });
});

it("starts anew when the rows are others altogether", () => {
  expect(nextAnchor(anchor, rowsOf(7, 8)).generation).toBe(2);
});
