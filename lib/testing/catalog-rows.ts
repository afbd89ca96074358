import { randomUUID } from "node:crypto";
import { asOwner } from "@/lib/testing/as-owner";
import type { Column, Table } from "@/lib/testing/catalog";

export type Row = Record<string, unknown>;

/** Rows of one customer by table: one per kind of row that the table's checks know. */
export type RowsOfCustomer = ReadonlyMap<string, readonly Row[]>;

/** What a table's checks ask for; a table with kinds of rows that exclude each other has one entry per kind. */
const kinds: Record<string, Row[]> = {
  installation: [],
  account: [{ retention_months: 1 }],
  product: [{ fallback_code: null }],
  support_plan: [{ valid_from: "2026-01-01", valid_to: "2027-01-01" }],
  principal: [{ kind: "ram_user", password_hash: "x" }],
  person: [{ side: "customer" }, { side: "service", account_id: null }],
  session: [
    { door: "employee", principal_id: null, assumed_role_id: null },
    { door: "console", person_id: null, channel_id: null },
    { door: "staff", account_id: null, channel_id: null, principal_id: null, assumed_role_id: null },
  ],
  second_factor: [{ principal_id: null }, { staff_account_id: null }],
  oidc_identity: [{ principal_id: null }, { staff_account_id: null }],
  group_member: [{ side: "customer" }, { side: "service", customer_account_id: null }],
  invitation: [{ max_uses: 1 }],
  join_request: [{ decided_at: null, approved: null }],
  incident: [{ acknowledged_by_id: null }],
  mention: [{ outcome: null, outcome_at: null }],
  card_delivery: [{ status: "sent", finished_at: "2026-01-01" }],
  notification_settings: [{ quiet_from: null, quiet_to: null, zone: null }],
  break_glass: [{ started_at: "2026-01-01", ends_at: "2026-01-02" }],
  shift: [{ starts_at: "2026-01-01", ends_at: "2026-01-02" }],
  data_job: [
    { kind: "person_deletion", staff_account_id: null },
    { kind: "person_deletion", account_id: null, person_id: null },
  ],
};

/** Which of two kinds of rows a key points to: columns that mean the service team's people. */
const servicePeople = new Set([
  "support_plan.tam_id",
  "support_plan.deputy_id",
  "ticket.assignee_id",
  "page.person_id",
  "break_glass.person_id",
  "staff_account.person_id",
]);
const isOfService = (table: string, columns: readonly string[], kind: Row): boolean =>
  kind["side"] === "service" ||
  kind["door"] === "staff" ||
  columns.some((column) => servicePeople.has(`${table}.${column}`));

/** Makes a row of every table that belongs to one new customer, each key pointing to the customer's own rows. */
export async function rowsOfNewCustomer(tables: readonly Table[]): Promise<RowsOfCustomer> {
  const rows = new Map<string, Row[]>();
  for (const table of tables) {
    const made: Row[] = [];
    for (const kind of kinds[table.name] ?? [{}]) made.push(await insert(table, kind, rows));
    rows.set(table.name, made);
  }
  return rows;
}

async function insert(table: Table, kind: Row, rows: ReadonlyMap<string, Row[]>): Promise<Row> {
  const row: Row = {};
  for (const column of table.columns) if (column.required) row[column.name] = valueFor(column);
  for (const { columns, target, targetColumns } of table.keys) {
    const [first, second] = rows.get(target) ?? [];
    const pointed = isOfService(table.name, columns, kind) && second ? second : first;
    if (pointed) columns.forEach((column, at) => (row[column] = pointed[targetColumns[at] ?? ""]));
  }
  Object.assign(row, kind);
  const names = Object.keys(row);
  const [made] = await asOwner<Row>(
    `INSERT INTO "${table.name}" (${names.map((name) => `"${name}"`).join()})
      VALUES (${names.map((_name, at) => `$${at + 1}`).join()}) RETURNING *`,
    Object.values(row),
  );
  if (!made) throw new Error(`no row of ${table.name} was made`);
  return pointingToItself(table, kind, made);
}

/** A key to the table itself points to the very row: there is no other of the customer's. */
async function pointingToItself(table: Table, kind: Row, row: Row): Promise<Row> {
  const own = table.keys.filter(
    ({ target, columns }) => target === table.name && !columns.some((column) => kind[column] === null),
  );
  for (const { columns, targetColumns } of own) {
    columns.forEach((column, at) => (row[column] = row[targetColumns[at] ?? ""]));
    await asOwner(
      `UPDATE "${table.name}" SET ${columns.map((column, at) => `"${column}" = "${targetColumns[at]}"`).join()}
        WHERE "${targetColumns[0]}" = $1`,
      [row[targetColumns[0] ?? ""]],
    );
  }
  return row;
}

function valueFor({ name, type, label }: Column): unknown {
  if (label !== null) return label;
  if (type === "uuid") return randomUUID();
  if (type === "text") return `${name}-${randomUUID()}`;
  if (type === "integer" || type === "bigint") return 1;
  if (type === "boolean") return false;
  if (type === "jsonb") return {};
  if (type.startsWith("timestamp")) return "2026-06-01";
  if (type.endsWith("[]")) return [];
  throw new Error(`no value for ${name}, a ${type}`);
}
