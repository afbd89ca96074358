import { describe, expect, it } from "vitest";
import { compareGroupRows, excerptOf, type GroupRowView } from "@/lib/groups/contract";
import { mentionsIn, messageBody, withMentionNames } from "@/lib/messages/contract";

const PERSON = "00000000-0000-7000-8000-000000000001";

describe("an excerpt", () => {
  it.each([
    ["one line", "a\n\n b\tc ", "a b c"],
    ["names instead of tokens", `<@${PERSON}> and <@all>`, "@Name and @all"],
    ["no half of a token at its end", `${"x".repeat(380)}<@${PERSON}>`, "x".repeat(120)],
    [
      "plain where the message is formatted",
      "# Now\n**down** since `03:00`, see [the log](https://x.example/a_b)\n```ts\nx * y * z_1\n```",
      "Now down since 03:00, see the log x * y * z_1",
    ],
    ["whole characters", "😀".repeat(200), "😀".repeat(120)],
  ])("is %s", (_what, body, expected) => {
    expect(excerptOf(body, () => "Name")).toBe(expected);
  });

  it("hides who is not in the group, and a token cut off by its source's end", () => {
    expect(excerptOf(`<@${PERSON}>!`, () => undefined)).toBe("@…!");
    expect(excerptOf(`<@${PERSON}`.slice(0, 20), () => "Name")).toBe("");
  });
});

describe("the order of the list", () => {
  const row = (id: string, kind: GroupRowView["kind"], createdAt: string | null) =>
    ({ id, kind, lastMessage: createdAt === null ? null : { createdAt } }) as GroupRowView;
  const rows = [
    row("a", "ticket", null),
    row("b", "main", "2026-01-01"),
    row("c", "ticket", "2026-01-03"),
    row("d", "ticket", "2026-01-02"),
  ];
  const order = (pinMain: boolean) =>
    rows
      .toSorted((a, b) => compareGroupRows(a, b, pinMain))
      .map(({ id }) => id)
      .join("");

  it("is by last activity, with the main group first where it is pinned", () => {
    expect([order(true), order(false)]).toEqual(["bcda", "cdba"]);
  });
});

describe("a body", () => {
  it.each([
    ["", "messages.empty"],
    [" \n", "messages.empty"],
    ["a\0b", "messages.not_text"],
    ["\uD800", "messages.not_text"],
    ["a\uDC00b", "messages.not_text"],
    ["x".repeat(10_001), "messages.too_long"],
  ])("is refused: %j", (body, reason) => {
    expect(messageBody.safeParse(body).error?.issues[0]?.message).toBe(reason);
  });

  it("names each person once, and everyone apart", () => {
    expect(mentionsIn(`<@${PERSON}> <@${PERSON}> <@all> <@nobody>`)).toEqual({
      personIds: [PERSON],
      everyone: true,
    });
    expect(withMentionNames(`hi <@${PERSON}>, <@all>`, (id) => (id === "all" ? "everyone" : "Name"))).toBe(
      "hi @Name, @everyone",
    );
  });
});
