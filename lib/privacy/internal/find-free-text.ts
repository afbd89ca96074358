import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import type { DeskFindingType } from "@/lib/privacy/contract";

/** Texts looked through at a time. */
const PAGE = 2_000;
/** A single sign stands in every other text: a list of all of them helps nobody. */
const SHORTEST_TERM = 2;

/** Texts of one kind: `t` has an id, where it is and what it says; they are read in the order of `position`. */
type Source = {
  type: DeskFindingType;
  /** SELECT id, group_id, body, position … of account $1 (and, if `perGroup`, of group $2) after position $3. */
  sql: string;
  perGroup?: true;
};

/** Rows of a table by their id, a page after $3. */
const byId = (columns: string, from: string, where: string): string =>
  `SELECT t.id, ${columns}, t.id::text AS position FROM ${from} WHERE ${where} AND ($3 = '' OR t.id > nullif($3, '')::uuid) ORDER BY t.id LIMIT ${PAGE}`;

/** Rows that have no id of their own, of one ticket or emergency after the other. */
const byOwner = (id: string, columns: string, from: string, where: string): string =>
  `SELECT ${id} AS id, ${columns}, ${id}::text AS position FROM ${from} WHERE ${where} AND ($3 = '' OR ${id} > nullif($3, '')::uuid) ORDER BY ${id}`;

const inMessages = (body: string): string =>
  `SELECT t.id, t.group_id, ${body} AS body, lpad(t.sequence::text, 20, '0') AS position FROM message t
   WHERE t.group_id = $2 AND ($3 = '' OR t.sequence > nullif($3, '')::bigint) ORDER BY t.sequence LIMIT ${PAGE}`;

/** Every place where somebody of this account, or of the service team about it, writes freely. */
const sources: readonly Source[] = [
  { type: "message", sql: inMessages("t.body"), perGroup: true },
  { type: "notice", sql: inMessages("coalesce(t.notice::text, '')"), perGroup: true },
  {
    type: "message_revision",
    sql: byOwner(
      "m.id",
      "m.group_id, t.body AS body",
      "message m JOIN message_revision t ON t.message_id = m.id",
      "m.group_id = $2",
    ),
    perGroup: true,
  },
  {
    type: "attachment",
    sql: byId("t.group_id, t.name AS body", "attachment t", "t.group_id = $2"),
    perGroup: true,
  },
  {
    type: "ticket",
    sql: byId(
      "t.group_id, concat_ws(E'\\n', t.title, t.description, t.region, array_to_string(t.resource_ids, E'\\n')) AS body",
      "ticket t",
      "t.account_id = $1",
    ),
  },
  {
    type: "ticket_event",
    sql: byOwner(
      "k.id",
      "k.group_id, t.data::text AS body",
      "ticket k JOIN ticket_event t ON t.ticket_id = k.id",
      "k.account_id = $1",
    ),
  },
  {
    type: "rating",
    sql: byOwner(
      "k.id",
      "k.group_id, t.comment AS body",
      "ticket k JOIN satisfaction_rating t ON t.ticket_id = k.id",
      "k.account_id = $1",
    ),
  },
  {
    type: "incident",
    sql: byId(
      "k.group_id, t.impact AS body",
      "incident t JOIN ticket k ON k.id = t.ticket_id",
      "t.account_id = $1",
    ),
  },
  {
    type: "incident_join",
    sql: byOwner(
      "i.id",
      "k.group_id, t.impact AS body",
      "incident i JOIN ticket k ON k.id = i.ticket_id JOIN incident_join t ON t.incident_id = i.id",
      "i.account_id = $1",
    ),
  },
  {
    type: "incident_event",
    sql: byOwner(
      "i.id",
      "k.group_id, t.data::text AS body",
      "incident i JOIN ticket k ON k.id = i.ticket_id JOIN incident_event t ON t.incident_id = i.id",
      "i.account_id = $1",
    ),
  },
  {
    type: "break_glass",
    sql: byId("t.group_id, t.reason AS body", "break_glass t", "t.account_id = $1"),
  },
];

/** What the service team writes beside conversations: of no account, and shown to all of it. */
const teamSources: readonly Source[] = [
  {
    type: "macro",
    sql: byId(
      "NULL::uuid AS group_id, concat_ws(E'\\n', t.name, t.body) AS body",
      "macro t",
      "t.owner_id IS NULL",
    ),
  },
  {
    type: "major_incident",
    sql: byId("NULL::uuid AS group_id, t.title AS body", "major_incident t", "true"),
  },
  {
    type: "major_incident_update",
    sql: byId("NULL::uuid AS group_id, t.body AS body", "major_incident_update t", "true"),
  },
];

/** How many kinds of text there are. */
export const FREE_TEXT_KINDS = sources.length;

export type Search = { jobId: string; accountId: string; terms: readonly string[] };

/** A mail address, as it stands in a name such as `Li Na (li.na@corp.example)`. */
const MAIL_ADDRESS = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;

/**
 * What somebody may be called in others' texts: their name, mail addresses in it and of their account, and numbers they gave
 * to be called back.
 */
export async function termsOf(personId: string): Promise<string[]> {
  const { name, staffAccount } = await prisma().person.findUniqueOrThrow({
    where: { id: personId },
    select: { name: true, staffAccount: { select: { email: true } } },
  });
  const incidents = await prisma().incident.findMany({
    where: { declaredById: personId, callbackNumber: { not: null } },
    select: { callbackNumber: true },
    distinct: ["callbackNumber"],
  });
  const all = [
    name,
    ...(name.match(MAIL_ADDRESS) ?? []),
    staffAccount?.email ?? "",
    ...incidents.map(({ callbackNumber }) => callbackNumber ?? ""),
  ];
  const terms = all.map((term) => term.trim()).filter((term) => Array.from(term).length >= SHORTEST_TERM);
  return [...new Set(terms)];
}

/**
 * Looks for a person's name and numbers in everything that was written freely, kind by kind and page by page, and notes where
 * they stand: ids, never a text. What was found before is not noted twice. `onPage` is told after each page, `onKind` after each kind.
 */
export async function findFreeText(
  search: Search,
  told: { onPage: () => Promise<void>; onKind: () => Promise<void> },
): Promise<void> {
  const groups = await prisma().group.findMany({
    where: { accountId: search.accountId },
    select: { id: true },
    orderBy: { id: "asc" },
  });
  for (const source of sources) {
    const scopes = source.perGroup ? groups.map(({ id }) => id) : [null];
    for (const groupId of search.terms.length === 0 ? [] : scopes)
      await lookThrough(source, search, groupId, told.onPage);
    await told.onKind();
  }
}

/** Looks for them in what the service team writes of no account. */
export async function findTeamText(search: Omit<Search, "accountId">, onPage: () => Promise<void>) {
  if (search.terms.length === 0) return;
  for (const source of teamSources) await lookThrough(source, { ...search, accountId: null }, null, onPage);
}

type Page = { count: number; position: string | null };

async function lookThrough(
  source: Source,
  { jobId, accountId, terms }: Omit<Search, "accountId"> & { accountId: string | null },
  groupId: string | null,
  onPage: () => Promise<void>,
): Promise<void> {
  for (let position = ""; ;) {
    const { rows } = await pool().query<Page>(noting(source.sql), [
      accountId,
      groupId,
      position,
      terms,
      jobId,
      source.type,
    ]);
    await onPage();
    const page = rows[0];
    if (!page || page.position === null || page.count < PAGE) return;
    position = page.position;
  }
}

/** Reads a page, notes what in it names the person, and answers how long it was and where it ended. */
const noting = (sql: string): string => `
  WITH scope AS (SELECT $1::uuid, $2::uuid),
  page AS (${sql}),
  found AS (
    INSERT INTO data_finding (job_id, subject_type, subject_id, group_id)
    SELECT DISTINCT $5::uuid, $6, page.id, page.group_id FROM page
    WHERE EXISTS (SELECT FROM unnest($4::text[]) AS term WHERE position(lower(term) IN lower(page.body)) > 0)
    ON CONFLICT DO NOTHING)
  SELECT count(*)::int AS count, max(page.position COLLATE "C") AS position FROM page`;
