import { expect, it } from "vitest";
import { quoteMessages } from "@/components/tickets/from-messages/quote-messages";

const AVERY = "019a0000-0000-7000-8000-000000000001";
const reader = {
  nameOf: (id: string) => (id === AVERY ? "Avery *" : id === "all" ? "everyone" : "someone"),
  timeOf: (instant: string) => instant.slice(11, 16),
  fileText: (name: string) => `[file: ${name}]`,
};
const message = { senderId: AVERY, createdAt: "2026-11-25T10:30:00.000Z", attachments: [] };

it("quotes sender, time and every line", () => {
  expect(quoteMessages([{ ...message, body: "first\n\nsecond" }], reader)).toBe(
    "**Avery \\*** 10:30\n> first\n>\n> second",
  );
});

it("says names instead of mention tokens, and names files", () => {
  const body = `<@${AVERY}> and <@all>, look`;
  expect(quoteMessages([{ ...message, body, attachments: [{ name: "trace.log" }] }], reader)).toBe(
    "**Avery \\*** 10:30\n> @Avery * and @everyone, look\n> [file: trace.log]",
  );
});

it("keeps messages apart", () => {
  const quoted = quoteMessages(
    [
      { ...message, body: "one" },
      { ...message, body: "two" },
    ],
    reader,
  );
  expect(quoted.split("\n\n")).toHaveLength(2);
});
