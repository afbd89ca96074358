import { describe, expect, it } from "vitest";
import { candidatesFor, mentionQueryAt } from "@/components/conversation/composer/mention-query";
import type { MemberView } from "@/lib/groups/contract";

const at = (text: string) => mentionQueryAt({ text, mentions: [] }, text.length);

function aMember(personId: string, name: string, given: Partial<MemberView> = {}): MemberView {
  return { personId, name, avatarUrl: null, side: "customer", role: "member", present: true, ...given };
}

describe("mentionQueryAt", () => {
  it.each([
    ["@", { start: 0, end: 1, text: "" }],
    ["hi @li", { start: 3, end: 6, text: "li" }],
    ["你好＠林", { start: 2, end: 4, text: "林" }],
    ["(@Lin Mei", { start: 1, end: 9, text: "Lin Mei" }],
  ])("asks for whom %j means", (text, query) => expect(at(text)).toEqual(query));

  it.each(["lin@example", "hi", "@ alone", "@lin\nnext", "a.b+c@x"])("does not ask behind %j", (text) =>
    expect(at(text)).toBeNull(),
  );

  it("does not ask behind a mention that was picked", () => {
    const draft = { text: "@Lin Mei ", mentions: [{ start: 0, end: 8, id: "x" }] };
    expect(mentionQueryAt(draft, 9)).toBeNull();
  });
});

describe("candidatesFor", () => {
  const members = [
    aMember("1", "Marlin"),
    aMember("2", "Lin Mei", { side: "service" }),
    aMember("3", "Mei Lin"),
    aMember("4", "Linus", { present: false }),
    aMember("me", "Lina"),
  ];
  const idsFor = (text: string) =>
    candidatesFor({ start: 0, end: 0, text }, members, { me: "me", everyoneName: "everyone" }).map(
      ({ id }) => id,
    );

  it("offers both sides, the best match first, never me nor who left", () => {
    expect(idsFor("lin")).toEqual(["2", "3", "1"]);
  });

  it("offers everyone in larger groups to owners and the service team alone", () => {
    const crowd = Array.from({ length: 15 }, (_, index) => aMember(`p${index}`, `Person ${index}`));
    const idsAs = (mine: Partial<MemberView>) =>
      candidatesFor({ start: 0, end: 0, text: "ever" }, [...crowd, aMember("me", "Lina", mine)], {
        me: "me",
        everyoneName: "everyone",
      }).map(({ id }) => id);

    expect(idsAs({})).toEqual([]);
    expect(idsAs({ role: "owner" })).toEqual(["all"]);
    expect(idsAs({ side: "service" })).toEqual(["all"]);
  });

  it("offers everyone first while nothing was typed, and by its name", () => {
    expect(idsFor("")).toEqual(["all", "2", "1", "3"]);
    expect(idsFor("ever")).toEqual(["all"]);
  });

  it("offers nothing for a name nobody has", () => {
    expect(idsFor("zz")).toEqual([]);
  });
});
