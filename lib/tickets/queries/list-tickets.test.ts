import { beforeAll, describe, expect, it } from "vitest";
import type { PersonActor } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";
import { manyTickets } from "@/lib/testing/many-tickets";
import {
  aBusyCrowd,
  aTicketCrowd,
  type CrowdRow,
  everyPage,
  idsOf,
  pageOf,
  type Question,
  rowsOf,
  totalOf,
} from "@/lib/testing/ticket-crowd";
import { listTicketsInput, type TicketPageView } from "@/lib/tickets/browser/ticket-lists";

let crowd: Awaited<ReturnType<typeof aBusyCrowd>>;
beforeAll(async () => {
  crowd = await aBusyCrowd();
});

const ask = (actor: PersonActor, question: Question = {}) => pageOf(crowd, actor, question);

const dueOf = (row: CrowdRow): number =>
  Math.min(
    ...[row.firstResponseDueAt, row.nextUpdateDueAt, row.resolutionDueAt].map(
      (at) => at?.getTime() ?? Infinity,
    ),
  );
const saysAll =
  (...words: string[]) =>
  (row: CrowdRow) =>
    words.every((word) => `${row.title} ${row.description}`.toLowerCase().includes(word.toLowerCase()));

describe("what narrows the list", () => {
  const [from, to] = ["2026-01-01T00:00:00+08:00", "2026-06-01T00:00:00Z"];
  it.each<[string, () => Question, (row: CrowdRow) => boolean]>([
    ["a status", () => ({ statuses: "closed" }), (row) => row.status === "closed"],
    [
      "several statuses",
      () => ({ statuses: "new,assigned,in_progress" }),
      (row) => ["new", "assigned", "in_progress"].includes(row.status),
    ],
    ["a severity", () => ({ severities: "s1" }), (row) => row.severity === "s1"],
    ["several severities", () => ({ severities: "s1,s2" }), (row) => row.severity < "s3"],
    [
      "a product",
      () => ({ productCode: crowd.place.productCodes[1] ?? "" }),
      (row) => row.productCode === crowd.place.productCodes[1],
    ],
    [
      "an engineer",
      () => ({ assigneeId: crowd.place.engineerIds[0] ?? "" }),
      (row) => row.assigneeId === crowd.place.engineerIds[0],
    ],
    ["no engineer", () => ({ assigneeId: "none" }), (row) => row.assigneeId === null],
    [
      "days of creation",
      () => ({ from, to }),
      (row) => row.createdAt >= new Date(from) && row.createdAt < new Date(to),
    ],
    ["a word, whatever its case", () => ({ text: "FailOver" }), saysAll("failover")],
    ["several words", () => ({ text: "  database   证书过期 " }), saysAll("database", "证书过期")],
    ["a part of a word in Chinese", () => ({ text: "证书" }), saysAll("证书")],
    ["one character", () => ({ text: "库" }), saysAll("库")],
    ["two letters", () => ({ text: "Qu" }), saysAll("qu")],
    [
      "all of it together",
      () => ({ statuses: "closed,resolved", severities: "s3", text: "database", from }),
      (row) =>
        ["closed", "resolved"].includes(row.status) &&
        row.severity === "s3" &&
        saysAll("database")(row) &&
        row.createdAt >= new Date(from),
    ],
  ])("%s", async (_what, question, matches) => {
    const rows = await rowsOf(crowd);
    const expected = rows.filter(matches);
    expect(expected.length).toBeGreaterThan(0);
    expect(expected.length).toBeLessThan(rows.length);
    expect(idsOf(await everyPage(crowd, crowd.owner, question()))).toEqual(idsOf(expected));
    const mine = expected.filter((row) => crowd.theirs.some(({ id }) => id === row.id));
    expect(idsOf(await everyPage(crowd, crowd.member, question()))).toEqual(idsOf(mine));
  });

  it("counts each status under the other filters, with the first page alone", async () => {
    const question = { severities: "s3", statuses: "new" };
    const rows = (await rowsOf(crowd)).filter(({ severity }) => severity === "s3");
    const { counts } = await ask(crowd.owner, question);
    for (const [status, count] of Object.entries(counts ?? {}))
      expect(count).toBe(rows.filter((row) => row.status === status).length);
    const first = await ask(crowd.owner, { limit: 2 });
    const second = await ask(crowd.owner, { limit: 2, cursor: first.nextCursor ?? "" });
    expect(second).toMatchObject({ counts: null, engineers: null });
  });

  it.each(["database", "库", "zq", "qu"])(
    "counts alike for the text %s, whichever way it is found",
    async (text) => {
      const matching = (await rowsOf(crowd)).filter(saysAll(text));
      for (const statuses of ["", "closed"]) {
        const { counts, isCountPartial } = await ask(crowd.owner, { text, statuses, limit: 5 });
        expect(isCountPartial).toBe(false);
        for (const [status, count] of Object.entries(counts ?? {}))
          expect(count).toBe(matching.filter((row) => row.status === status).length);
      }
    },
  );

  it("stops counting what a text finds at a thousand, and says so", async () => {
    const large = await aTicketCrowd();
    await manyTickets([{ place: large.place, count: 1_400 }], { seed: 11 });
    for (const text of ["database", "证书"]) {
      const page = await pageOf(large, large.owner, { text });
      expect(page.isCountPartial).toBe(true);
      expect(totalOf(page)).toBe(1_000);
      const newest = (await rowsOf(large)).filter(saysAll(text)).slice(0, 100);
      expect(idsOf(page.tickets)).toEqual(idsOf(newest));
    }
  });

  it.each([
    "100%",
    "a_b",
    "50\\",
    ".*",
    "(?i)x",
    "[a-z]",
    "***:x",
    "'; DROP TABLE ticket",
    "a|b",
    "^$",
    "{2}",
  ])("takes %s for what is written", async (text) => {
    const [first] = crowd.made;
    const before = await prisma().ticket.findUniqueOrThrow({ where: { id: first?.id ?? "" } });
    expect((await ask(crowd.owner, { text })).tickets).toEqual([]);
    await prisma().ticket.update({ where: { id: before.id }, data: { title: `x ${text.toUpperCase()} y` } });
    expect(idsOf((await ask(crowd.owner, { text })).tickets)).toEqual([before.id]);
    await prisma().ticket.update({ where: { id: before.id }, data: { title: before.title } });
  });

  it("finds a ticket by its number, with or without #, and no other by a part of it", async () => {
    const [row] = await rowsOf(crowd);
    for (const text of [`${row?.number}`, `#${row?.number}`])
      expect(idsOf((await ask(crowd.owner, { text })).tickets)).toContain(row?.id);
    const part = String(row?.number).slice(0, 3);
    const found = await ask(crowd.owner, { text: `#${part}` });
    expect(idsOf(found.tickets)).not.toContain(row?.id);
  });
});

describe("the order", () => {
  const byId = (one: CrowdRow, other: CrowdRow, up: number) => (one.id < other.id ? -up : up);
  const by = (key: (row: CrowdRow) => number, up: 1 | -1) => (one: CrowdRow, other: CrowdRow) =>
    key(one) === key(other) ? byId(one, other, up) : (key(one) - key(other)) * up;
  it.each<[string, Question, (one: CrowdRow, other: CrowdRow) => number]>([
    ["the newest first", { sort: "created" }, by((row) => row.createdAt.getTime(), -1)],
    ["the oldest first", { sort: "created", direction: "asc" }, by((row) => row.createdAt.getTime(), 1)],
    ["the last changed first", { sort: "updated" }, by((row) => row.updatedAt.getTime(), -1)],
    [
      "what is due soonest first, what is not due last",
      { sort: "due" },
      by((row) => Math.min(dueOf(row), 1e15), 1),
    ],
    [
      "what is not due first",
      { sort: "due", direction: "desc" },
      by((row) => Math.min(dueOf(row), 1e15), -1),
    ],
  ])("%s, page by page", async (_what, question, compare) => {
    const rows = (await rowsOf(crowd)).toSorted(compare);
    expect(idsOf(await everyPage(crowd, crowd.owner, question))).toEqual(idsOf(rows));
    const narrowed = rows.filter(({ severity }) => severity === "s4");
    expect(idsOf(await everyPage(crowd, crowd.owner, { ...question, severities: "s4", limit: 11 }))).toEqual(
      idsOf(narrowed),
    );
  });

  it("has no doubles and no gaps while tickets are created and changed", async () => {
    const busy = await aTicketCrowd();
    const before = await manyTickets([{ place: busy.place, count: 120 }], { seed: 3 });
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: TicketPageView = await pageOf(busy, busy.owner, {
        limit: 20,
        ...(cursor === null ? {} : { cursor }),
      });
      seen.push(...idsOf(page.tickets));
      cursor = page.nextCursor;
      // Newer and older ones, and one that moves in every other order.
      await manyTickets([{ place: busy.place, count: 5 }], { seed: seen.length });
      await prisma().ticket.updateMany({ where: { id: seen.at(-1) ?? "" }, data: { updatedAt: new Date() } });
    } while (cursor !== null);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(expect.arrayContaining(idsOf(before)));
  });
});

describe("a cursor that was not given out here", () => {
  const cursorOf = (position: unknown) => Buffer.from(JSON.stringify(position)).toString("base64url");
  const id = "01a213ff-2bc7-77ea-9feb-2cc71ae20280";
  it.each([
    ["is no cursor", "x"],
    ["is empty", ""],
    ["is of another sort", cursorOf(["updated", "desc", 1, id])],
    ["is of another direction", cursorOf(["created", "asc", 1, id])],
    ["has no instant", cursorOf(["created", "desc", "now()", id])],
    ["has an instant beyond time", cursorOf(["created", "desc", 1e17, id])],
    ["has no id", cursorOf(["created", "desc", 1, "1 OR true"])],
    ["is longer", cursorOf(["created", "desc", 1, id, "more"])],
  ])("is refused when it %s", async (_how, cursor) => {
    await expect(ask(crowd.owner, { cursor })).rejects.toMatchObject({
      code: "INVALID_INPUT",
      reason: "tickets.cursor_malformed",
    });
  });
});

it.each<[string, Question]>([
  ["an unknown status", { statuses: "gone" }],
  ["a limit beyond the page", { limit: 101 }],
  ["a text too long", { text: "x".repeat(201) }],
  ["too many words", { text: "x ".repeat(30) }],
  ["text that cannot be stored", { text: "a\0b" }],
  ["an engineer who is no id", { assigneeId: "me" }],
  ["a day without a zone", { from: "2026-11-01" }],
])("does not take %s", (_what, question) => {
  const parsed = listTicketsInput.safeParse({ groupId: crowd.place.mainGroupId, ...question });
  expect(parsed.success).toBe(false);
});
