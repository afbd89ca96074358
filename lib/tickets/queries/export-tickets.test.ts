import { beforeAll, expect, it } from "vitest";
import type { PersonActor } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";
import { manyTickets } from "@/lib/testing/many-tickets";
import { aBusyCrowd, aTicketCrowd, idsOf, type Question, rowsOf } from "@/lib/testing/ticket-crowd";
import { exportTicketsInput } from "@/lib/tickets/browser/ticket-lists";
import { exportTickets } from "@/lib/tickets/queries/export-tickets";

let crowd: Awaited<ReturnType<typeof aBusyCrowd>>;
beforeAll(async () => {
  crowd = await aBusyCrowd();
});

const now = new Date("2026-11-25T20:00:00Z");

async function fileFor(actor: PersonActor, question: Question = {}, groupId = crowd.place.mainGroupId) {
  const input = exportTicketsInput.parse({ groupId, locale: "en", ...question });
  const { bytes, ...file } = await exportTickets(actor, input, { now });
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(await new Response(bytes).arrayBuffer());
  return { ...file, text, lines: text.trimEnd().split("\r\n") };
}

const numbersIn = (lines: readonly string[]) => lines.slice(1).map((line) => Number(line.split(",")[0]));

it("begins with the mark of UTF-8 and the names of the columns, in the reader's language", async () => {
  const { name, lines } = await fileFor(crowd.owner);
  expect(name).toBe("tickets-2026-11-25.csv");
  expect(lines[0]).toBe(
    "\uFEFFNumber,Title,Severity,Status,Product,Engineer,Reported by,Created,Updated,Next due,Emergency",
  );
  const chinese = await fileFor(crowd.owner, { locale: "zh-CN", statuses: "closed" });
  expect(chinese.lines[0]).toMatch(/^\uFEFF编号,标题,/);
  expect(chinese.lines[1]).toContain(",已关闭,");
});

it("has every ticket once, the newest first, with times that name their zone", async () => {
  const rows = await rowsOf(crowd);
  const { lines } = await fileFor(crowd.owner);
  expect(numbersIn(lines)).toEqual(rows.map(({ number }) => number));
  expect(lines[1]).toContain(rows[0]?.createdAt.toISOString());
  expect(rows[0]?.createdAt.toISOString()).toMatch(/Z$/);
});

it("goes on over all pages", async () => {
  const large = await aTicketCrowd();
  await manyTickets([{ place: large.place, count: 1_203 }], { seed: 5 });
  const { lines } = await fileFor(large.owner, {}, large.place.mainGroupId);
  const numbers = numbersIn(lines);
  expect(numbers).toEqual((await rowsOf(large)).map(({ number }) => number));
});

it("is narrowed like the list", async () => {
  const rows = (await rowsOf(crowd)).filter(
    ({ severity, status }) => severity === "s3" && status === "closed",
  );
  const { lines } = await fileFor(crowd.owner, { severities: "s3", statuses: "closed" });
  expect(numbersIn(lines)).toEqual(rows.map(({ number }) => number));
});

it("gives a member the tickets they are in, and of the others not a word", async () => {
  const { lines, text } = await fileFor(crowd.member);
  expect(lines).toHaveLength(crowd.theirs.length + 1);
  const mine = idsOf(crowd.theirs);
  for (const row of await rowsOf(crowd)) expect(text.includes(row.title)).toBe(mine.includes(row.id));
});

it("has no description, and no cell that calculates", async () => {
  const [first] = crowd.made;
  await prisma().ticket.update({
    where: { id: first?.id ?? "" },
    data: { title: '=HYPERLINK("http://evil.example","x")' },
  });
  const { text } = await fileFor(crowd.owner);
  const row = await prisma().ticket.findUniqueOrThrow({ where: { id: first?.id ?? "" } });
  expect(text).toContain(`${row.number},"'=HYPERLINK(""http://evil.example"",""x"")"`);
  expect(text).not.toContain(row.description.slice(0, 60));
});

it("is recorded where the service team takes it, and not what was searched for", async () => {
  const taken = () =>
    prisma().auditEvent.findMany({
      where: { action: "ticket.list_exported", subjectId: crowd.place.mainGroupId },
      select: { actorId: true, accountId: true, details: true },
    });
  await fileFor(crowd.owner);
  expect(await taken()).toEqual([]);
  await fileFor(crowd.tam, { severities: "s3" });
  const { accountId } = crowd.place.customer;
  expect(await taken()).toEqual([{ actorId: crowd.tam.personId, accountId, details: {} }]);
});

it("does not exist for a stranger", async () => {
  const stranger = await aTicketCrowd();
  await expect(fileFor(stranger.owner)).rejects.toMatchObject({ code: "NOT_FOUND" });
});

it("ends when the reader goes away", async () => {
  const input = exportTicketsInput.parse({ groupId: crowd.place.mainGroupId });
  const { bytes } = await exportTickets(crowd.owner, input, { now });
  const reader = bytes.getReader();
  await reader.read();
  await reader.cancel();
  expect(await reader.read()).toEqual({ done: true, value: undefined });
});
