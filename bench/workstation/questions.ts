import type { EmployeeActor } from "../../lib/actor/actor";
import { pool } from "../../lib/db/pool";
import { type ListTicketsInput, listTicketsInput } from "../../lib/tickets/browser/ticket-lists";
import type { Statement } from "../../lib/tickets/internal/sql-values";
import { countsSql, engineersSql, foundSql, pageSql } from "../../lib/tickets/internal/ticket-list-sql";
import { isIndexed, wordsOf } from "../../lib/tickets/internal/ticket-text-sql";
import { ticketScope } from "../../lib/tickets/internal/ticket-scope";
import { listTickets } from "../../lib/tickets/queries/list-tickets";
import type { Stage } from "./fill";

type Asked = Record<string, string | number>;

/** What is asked of the list, by name: the first page under every filter and in every order, counts included. */
export function questions({ place }: Stage): Record<string, Asked> {
  const [product = "", ...rest] = place.productCodes;
  const [engineer = ""] = place.engineerIds;
  const year = new Date().getUTCFullYear();
  const days = { from: `${year - 1}-10-01T00:00:00Z`, to: `${year - 1}-11-01T00:00:00Z` };
  return {
    "first page": {},
    "status, rare": { statuses: "new" },
    "status, frequent": { statuses: "closed" },
    "status, several": { statuses: "new,assigned,in_progress,waiting_for_customer" },
    "severity, rare": { severities: "s1" },
    "severity, several": { severities: "s3,s4" },
    "product, frequent": { productCode: product },
    "product, rare": { productCode: rest.at(-1) ?? "" },
    engineer: { assigneeId: engineer },
    "no engineer": { assigneeId: "none" },
    "a month": days,
    "all filters": {
      statuses: "new,assigned,in_progress",
      severities: "s1,s2",
      productCode: product,
      ...days,
    },
    "word, frequent": { text: "database" },
    "word, Chinese": { text: "数据库" },
    "word, rare": { text: "zq1x" },
    "word, absent": { text: "nonexistentword" },
    "three words": { text: "database failover gateway" },
    "word and filters": { text: "database", severities: "s1,s2", statuses: "closed" },
    "two characters": { text: "证书" },
    "two letters, rare": { text: "qx" },
    "ticket number": { text: "#12345" },
    "oldest first": { direction: "asc" },
    "last changed": { sort: "updated" },
    "last changed, severity": { sort: "updated", severities: "s1,s2" },
    "due soonest": { sort: "due" },
    "due soonest, engineer": { sort: "due", assigneeId: engineer },
    "due soonest, word": { sort: "due", text: "database" },
  };
}

/** The whole answer to a question, as the route gives it. */
export async function answer(actor: EmployeeActor, stage: Stage, asked: Asked): Promise<void> {
  await listTickets(actor, inputOf(stage, asked));
}

const inputOf = ({ place }: Stage, asked: Asked): ListTicketsInput =>
  listTicketsInput.parse({ groupId: place.mainGroupId, ...asked });

/** A cursor as deep in the list as there are tickets before it; null where the list is shorter. */
export async function cursorAt(actor: EmployeeActor, stage: Stage, depth: number): Promise<string | null> {
  let cursor: string | null = null;
  for (let seen = 0; seen < depth; seen += 100) {
    const goesOn: Asked = cursor === null ? {} : { cursor };
    const page = await listTickets(actor, inputOf(stage, { limit: 100, ...goesOn }));
    cursor = page.nextCursor;
    if (cursor === null) return null;
  }
  return cursor;
}

/** The counts alone, without a page. */
export async function countAlone(actor: EmployeeActor, stage: Stage): Promise<void> {
  const scope = await ticketScope(actor, stage.place.mainGroupId);
  await pool().query(countsSql(scope, inputOf(stage, {})));
}

/** How PostgreSQL gets at tickets and memberships for a question: the access nodes of page, counts and engineers. */
export async function accessNodes(actor: EmployeeActor, stage: Stage, asked: Asked): Promise<string[]> {
  const input = inputOf(stage, asked);
  const scope = await ticketScope(actor, input.groupId);
  const direction = input.direction ?? (input.sort === "due" ? "asc" : "desc");
  const page = pageSql(scope, input, { sort: input.sort, direction, after: null }, input.limit + 1);
  const isIndexedText = isIndexed(wordsOf(input.text));
  const isFrequent = isIndexedText && (await listTickets(actor, input)).nextCursor !== null;
  const counts =
    input.text === "" || isIndexedText ? countsSql(scope, input, isFrequent) : foundSql(scope, input);
  return Promise.all([page, counts, engineersSql(scope)].map(nodesOf));
}

const node =
  /(Parallel )?(Seq Scan|Bitmap Index Scan|Index Only Scan|Index Scan)(?: using| on) (?:ticket_main_group_id_)?((?:ticket|group_member|created|updated|status|severity|product|assignee)\w*)/g;

async function nodesOf({ text, values }: Statement): Promise<string> {
  const { rows } = await pool().query<{ "QUERY PLAN": string }>(`EXPLAIN ${text}`, values);
  const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
  const found = [...plan.matchAll(node)].map(
    ([, parallel = "", kind = "", name = ""]) =>
      `${parallel}${kind}: ${name.replace("_created_at_id_idx", "")}`,
  );
  return [...new Set(found)].filter((one) => !/group_member_(?:pkey|count)/.test(one)).join(", ");
}
