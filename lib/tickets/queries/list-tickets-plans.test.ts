import { beforeAll, expect, it } from "vitest";
import { newId } from "@/lib/db/new-id";
import { pool } from "@/lib/db/pool";
import { asOwner } from "@/lib/testing/as-owner";
import { joinTickets, manyTickets } from "@/lib/testing/many-tickets";
import { aTicketCrowd, type TicketCrowd } from "@/lib/testing/ticket-crowd";
import { listTicketsInput } from "@/lib/tickets/browser/ticket-lists";
import { queueSql, ownTicketsSql } from "@/lib/tickets/internal/desk-list-sql";
import type { Statement } from "@/lib/tickets/internal/sql-values";
import { countsSql, engineersSql, foundSql, pageSql } from "@/lib/tickets/internal/ticket-list-sql";
import { ticketScope } from "@/lib/tickets/internal/ticket-scope";

const GROUPS = 40;

let crowd: TicketCrowd;

// 10,400 tickets, six in ten of them in one main group: there reading the whole table would look cheap.
beforeAll(async () => {
  crowd = await aTicketCrowd();
  const { engineers, tam } = crowd;
  const { productCodes } = crowd.place;
  const others: TicketCrowd[] = [];
  // One after the other: all at once would wait for connections longer than they may.
  for (let group = 0; group < GROUPS; group++)
    others.push(await aTicketCrowd({ engineers, tam, productCodes: [...productCodes] }));
  const made = await manyTickets([
    { place: { ...crowd.place, staffIds: [] }, count: 6_400 },
    ...others.map(({ place }) => ({ place: { ...place, staffIds: [] }, count: 100 })),
  ]);
  const own = made.filter(({ mainGroupId }) => mainGroupId === crowd.place.mainGroupId);
  await joinTickets(
    crowd.customer,
    crowd.member.personId,
    own.filter((_ticket, index) => index % 320 === 0),
  );
  // As autovacuum leaves it: what was just inserted waits outside the text's index until then.
  await asOwner("VACUUM ANALYZE ticket, group_member");
}, 240_000);

async function planOf({ text, values }: Statement): Promise<string> {
  const { rows } = await pool().query<{ "QUERY PLAN": string }>(`EXPLAIN ${text}`, values);
  return rows.map((row) => row["QUERY PLAN"]).join("\n");
}

const wholeTable = /Seq Scan on (?:ticket|group_member)\b/;
const places = [null, { at: Date.parse("2026-02-01T00:00:00Z"), id: newId() }];
const orders = (["created", "updated", "due"] as const).flatMap((sort) =>
  (["asc", "desc"] as const).flatMap((direction) => places.map((after) => ({ sort, direction, after }))),
);
const newest = { sort: "created", direction: "desc", after: null } as const;
const alongTheGroup = /ticket_main_group_id/;

it.each<[string, () => Record<string, string>]>([
  ["nothing", () => ({})],
  ["a status", () => ({ statuses: "new" })],
  ["a frequent status", () => ({ statuses: "closed" })],
  ["several statuses", () => ({ statuses: "closed,resolved,waiting_for_customer" })],
  ["a severity", () => ({ severities: "s1" })],
  ["several severities", () => ({ severities: "s3,s4" })],
  ["a product", () => ({ productCode: crowd.place.productCodes[0] ?? "" })],
  ["an engineer", () => ({ assigneeId: crowd.place.engineerIds[0] ?? "" })],
  ["no engineer", () => ({ assigneeId: "none" })],
  ["days", () => ({ from: "2026-01-01T00:00:00Z", to: "2026-03-01T00:00:00Z" })],
  ["all of it", () => ({ statuses: "new,assigned", severities: "s1,s2", text: "database" })],
  ["a frequent word", () => ({ text: "database" })],
  ["a rare word", () => ({ text: "zq1x7" })],
  ["a short word", () => ({ text: "证书" })],
  ["two letters", () => ({ text: "qx" })],
  ["a number", () => ({ text: "#10234" })],
])("an index leads to the tickets of %s, in every order and for everybody", async (_what, question) => {
  const groupId = crowd.place.mainGroupId;
  const input = listTicketsInput.parse({ groupId, ...question() });
  for (const actor of [crowd.owner, crowd.member, crowd.tam]) {
    const scope = await ticketScope(actor, groupId);
    for (const order of orders)
      expect(await planOf(pageSql(scope, input, order, 51))).not.toMatch(wholeTable);
    for (const isFrequent of [false, true])
      expect(await planOf(countsSql(scope, input, isFrequent))).not.toMatch(wholeTable);
    expect(await planOf(foundSql(scope, input))).not.toMatch(wholeTable);
    const among = Array.from({ length: 999 }, () => newId());
    expect(await planOf(pageSql(scope, { ...input, text: "" }, { ...newest, among }, 51))).not.toMatch(
      wholeTable,
    );
    expect(await planOf(engineersSql(scope))).not.toMatch(wholeTable);
  }
});

it("a member's way to their tickets is from their own groups, never along the main group's", async () => {
  const scope = await ticketScope(crowd.member, crowd.place.mainGroupId);
  const input = listTicketsInput.parse({ groupId: crowd.place.mainGroupId, text: "database" });
  for (const statement of [pageSql(scope, input, newest, 51), countsSql(scope, input), engineersSql(scope)]) {
    const plan = await planOf(statement);
    expect(plan).toMatch(/group_member_present/);
    expect(plan).not.toMatch(alongTheGroup);
  }
});

it("a rare word is found by the index of the text, a frequent one in the order of the list", async () => {
  const scope = await ticketScope(crowd.owner, crowd.place.mainGroupId);
  const planFor = (text: string) =>
    planOf(pageSql(scope, listTicketsInput.parse({ groupId: crowd.place.mainGroupId, text }), newest, 51));
  expect(await planFor("zq1x7")).toMatch(/ticket_text/);
  expect(await planFor("database")).toMatch(/ticket_main_group_id_created_at_id_idx/);
});

it("the desk's lists are read from an index", async () => {
  const after = { at: 0, id: crowd.place.mainGroupId };
  const [engineer] = crowd.engineers;
  const me = engineer?.personId ?? "";
  for (const statement of [
    queueSql(me, null, 51),
    queueSql(me, { ...after, severity: "s2" }, 51),
    ownTicketsSql("assigned", me, null, 51),
    ownTicketsSql("member", me, after, 51),
  ])
    expect(await planOf(statement)).not.toMatch(/Seq Scan on ticket\b/);
});
