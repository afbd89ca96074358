import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { environment } from "@/lib/config/environment";
import { type ForeignKey, type Table, catalog, tenantTables } from "@/lib/testing/catalog";
import { type Row, type RowsOfCustomer, rowsOfNewCustomer } from "@/lib/testing/catalog-rows";

/**
 * Keys by which a row could point across customers, and what keeps it from doing so instead. Both are of the message path,
 * where one more key or index costs every message (docs/decisions/0085-second-walls.md).
 */
const openKeys: Record<string, string> = {
  "mention.mention_message_id_fkey":
    "written by post_messages beside its message, of one item; the member's key holds person and group together",
  "message.message_reply_to_id_fkey":
    "the writer looks the answered message up in the group; who reads the message is a member of that group",
};

/** Keys that can only move a whole row: nothing else in it is a customer's. */
const wholeRows = [
  "break_glass.break_glass_group_id_account_id_fkey",
  "data_job.data_job_staff_account_id_fkey",
  "message.message_group_id_sender_id_fkey",
  "oidc_identity.oidc_identity_principal_id_fkey",
  "oidc_identity.oidc_identity_staff_account_id_fkey",
  "second_factor.second_factor_principal_id_fkey",
  "second_factor.second_factor_staff_account_id_fkey",
  "support_plan.support_plan_account_id_fkey",
];

const deed = "who did it, written from the actor; nothing is reached through it";
const logged = "a fact of the group's own log, read with the right to read the group";
const made = "made by the browser, unique beside its author";
const finding = "lib/privacy looks the place up again before it shows it";

/** Ids that no key holds, and why none has to. */
const unboundIds: Record<string, string> = {
  "card_delivery.lead_message_id": "what the card shows: read again with the mentions of its own person",
  "data_finding.group_id": finding,
  "data_finding.reviewed_by_id": deed,
  "data_finding.subject_id": finding,
  "data_job.requested_by_id": deed,
  "group_event.actor_id": logged,
  "group_event.subject_id": logged,
  "incident.acknowledged_by_id": "somebody of the service side, which a trigger checks",
  "incident_event.actor_id": logged,
  "invitation.revoked_by_id": deed,
  "join_request.decided_by_id": deed,
  "macro.updated_by_id": deed,
  "main_group_request.answered_by_id": deed,
  "message.client_id": made,
  "message.recalled_by_id": deed,
  "reminder_step.person_id": "somebody of the service side, which a trigger checks",
  "shift.created_by_id": deed,
  "ticket.client_id": made,
  "ticket_event.actor_id": logged,
};

/** Foreign key and check: what a wall says. */
const REFUSED = ["23503", "23514"];

const tables = await catalog();
const tenants = tenantTables(tables);
const client = new Client({ connectionString: environment().DATABASE_URL });
let own: RowsOfCustomer;
let other: RowsOfCustomer;

beforeAll(async () => {
  await client.connect();
  own = await rowsOfNewCustomer(tables);
  other = await rowsOfNewCustomer(tables);
});
afterAll(() => client.end());

/** A key of a tenant table that points to a tenant's row, beside at least one more. */
type Pair = { table: Table; key: ForeignKey };
const pairs: Pair[] = tables.flatMap((table) => {
  const keys = table.keys.filter(({ target }) => tenants.has(target));
  return keys.length > 1 ? keys.map((key) => ({ table, key })) : [];
});
const nameOf = ({ table, key }: Pair): string => `${table.name}.${key.name}`;

const isSet = (row: Row, { columns }: ForeignKey): boolean => columns.every((column) => row[column] !== null);

/** Whether a key of our row leads to something of our customer's: not to itself, and not to somebody of the service team. */
const leadsToCustomer = (row: Row, table: Table, key: ForeignKey): boolean =>
  isSet(row, key) &&
  tenants.has(key.target) &&
  key.target !== table.name &&
  !(own.get(key.target) ?? []).some(
    (there) =>
      there["side"] === "service" &&
      key.columns.every((column, at) => row[column] === there[key.targetColumns[at] ?? ""]),
  );

/** What SQL could write into our row so that this key points to the other customer's: all of the key, or only what it shares with no other. */
function changesOf({ table, key }: Pair, row: Row): Row[] {
  const [there] = other.get(key.target) ?? [];
  const all = Object.fromEntries(key.columns.map((name, at) => [name, there?.[key.targetColumns[at] ?? ""]]));
  const shared = new Set(
    table.keys.filter(({ name }) => name !== key.name).flatMap(({ columns }) => columns),
  );
  const alone = Object.fromEntries(Object.entries(all).filter(([name]) => !shared.has(name)));
  const isCrossing = (changed: Row): boolean =>
    Object.entries(changed).some(([name, value]) => row[name] !== value) &&
    table.keys.some(
      (held) => leadsToCustomer(row, table, held) && held.columns.some((name) => !(name in changed)),
    );
  return [all, alone].filter(isCrossing);
}

const attemptsOf = (pair: Pair): { row: Row; changed: Row }[] =>
  (own.get(pair.table.name) ?? [])
    .filter((row) => isSet(row, pair.key))
    .flatMap((row) => changesOf(pair, row).map((changed) => ({ row, changed })));

/** The ids of a row: enough to find it again. */
const idsOf = (row: Row): string =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries(row).filter(([, value]) => typeof value === "string" && /^[0-9a-f-]{36}$/.test(value)),
    ),
  );

/** The code with which the database refuses it, or "accepted"; nothing of it stays. */
async function outcomeOf(
  { table, key }: Pair,
  { row, changed }: { row: Row; changed: Row },
): Promise<string> {
  const set = Object.keys(changed).map((name, at) => `"${name}" = $${at + 2}`);
  await client.query("BEGIN");
  try {
    // The other customer's row makes way, so that it is never a unique key that refuses.
    await client.query("SET LOCAL session_replication_role = replica");
    for (const there of key.target === table.name ? [] : (other.get(table.name) ?? []))
      await client.query(`DELETE FROM "${table.name}" AS t WHERE to_jsonb(t) @> $1::jsonb`, [idsOf(there)]);
    await client.query("SET LOCAL session_replication_role = origin");
    const { rowCount } = await client.query(
      `UPDATE "${table.name}" AS t SET ${set.join()} WHERE to_jsonb(t) @> $1::jsonb`,
      [idsOf(row), ...Object.values(changed)],
    );
    return rowCount === 1 ? "accepted" : `${rowCount} rows`;
  } catch (thrown) {
    return thrown instanceof Error && "code" in thrown ? String(thrown.code) : String(thrown);
  } finally {
    await client.query("ROLLBACK");
  }
}

describe("a row that points to two things of a customer", () => {
  it("is found in the catalog, and is tried by each of its keys", () => {
    expect(pairs.length).toBeGreaterThan(60);
    expect(
      pairs
        .filter((pair) => attemptsOf(pair).length === 0)
        .map(nameOf)
        .toSorted(),
    ).toEqual(wholeRows);
  });

  it.each(pairs.map((pair) => [nameOf(pair), pair] as const))(
    "%s leads to no other customer",
    async (name, pair) => {
      const outcomes: string[] = [];
      for (const attempt of attemptsOf(pair)) outcomes.push(await outcomeOf(pair, attempt));
      const allowed = name in openKeys ? ["accepted"] : REFUSED;
      expect(outcomes.filter((outcome) => !allowed.includes(outcome))).toEqual([]);
    },
  );
});

it("every other id is known for what it is", () => {
  const loose = tables
    .filter(({ name }) => tenants.has(name))
    .flatMap(({ name, columns, keys }) =>
      columns
        .filter((column) => column.type === "uuid" && column.name !== "id")
        .filter((column) => !keys.some((key) => key.columns.includes(column.name)))
        .map((column) => `${name}.${column.name}`),
    );
  expect(loose.toSorted()).toEqual(Object.keys(unboundIds));
});
