import { pool } from "@/lib/db/pool";
import type { ExportTable } from "@/lib/privacy/internal/export-tables";

/** Rows read at a time: an account may have millions, and no transaction stays open while they are written. */
const PAGE = 500;

type Row = { row: string; key: string[] };

function pageSql({ from, where, key, omit = [], row, perGroup }: ExportTable, continues: boolean): string {
  const columns = key.map((column) => `t.${column}`);
  const first = perGroup ? 3 : 2;
  const after = `AND (${columns.join(", ")}) > (${key.map((_, index) => `$${first + index}`).join(", ")})`;
  const without = omit.map((column) => ` - '${column}'`).join("");
  return `
    SELECT (${row ?? "to_jsonb(t)"}${without})::text AS row, ARRAY[${columns.map((column) => `${column}::text`).join(", ")}] AS key
    FROM ${from} WHERE ${where} ${continues ? after : ""} ORDER BY ${columns.join(", ")} LIMIT ${PAGE}`;
}

/** The rows of a table as JSON texts, page by page; `groupIds` are those of the tables that are read group by group. */
export async function* readTable(
  table: ExportTable,
  { accountId, groupIds }: { accountId: string; groupIds: readonly string[] },
): AsyncGenerator<string[]> {
  const scopes = table.perGroup ? groupIds.map((groupId) => [accountId, groupId]) : [[accountId]];
  for (const scope of scopes) yield* readPages(table, scope);
}

async function* readPages(table: ExportTable, scope: readonly string[]): AsyncGenerator<string[]> {
  for (let after: readonly string[] = []; ;) {
    const sql = pageSql(table, after.length > 0);
    // Where a table is read by group, $1 may stand nowhere in its condition: it is named once, so that its type is known.
    const text = table.perGroup ? sql.replace("WHERE ", "WHERE $1::uuid IS NOT NULL AND ") : sql;
    const { rows } = await pool().query<Row>(text, [...scope, ...after]);
    if (rows.length > 0) yield rows.map(({ row }) => row);
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    after = last.key;
  }
}
