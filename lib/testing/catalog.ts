import { asOwner } from "@/lib/testing/as-owner";

/** A column as the database itself describes it. */
export type Column = {
  name: string;
  type: string;
  required: boolean;
  /** The first value of its enum; null for other types. */
  label: string | null;
};

/** A foreign key: these columns of a row are those of a row there. */
export type ForeignKey = { name: string; columns: string[]; target: string; targetColumns: string[] };

export type Table = { name: string; columns: Column[]; keys: ForeignKey[] };

const columnsSql = `
  SELECT c.relname AS table, a.attname AS name, a.atttypid::regtype::text AS type,
    a.attnotnull AND NOT a.atthasdef AS required,
    (SELECT enumlabel FROM pg_enum WHERE enumtypid = a.atttypid ORDER BY enumsortorder LIMIT 1) AS label
  FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> '_prisma_migrations'
  ORDER BY c.relname, a.attnum`;

const namesOf = (relation: string, numbers: string) =>
  `(SELECT array_agg(a.attname::text ORDER BY n.ordinality) FROM unnest(${numbers}) WITH ORDINALITY AS n(number)
    JOIN pg_attribute AS a ON a.attrelid = ${relation} AND a.attnum = n.number)`;

const keysSql = `
  SELECT c.relname AS table, k.conname AS name, t.relname AS target,
    ${namesOf("k.conrelid", "k.conkey")} AS columns, ${namesOf("k.confrelid", "k.confkey")} AS "targetColumns"
  FROM pg_constraint AS k JOIN pg_class AS c ON c.oid = k.conrelid JOIN pg_class AS t ON t.oid = k.confrelid
  WHERE k.contype = 'f' AND c.relnamespace = 'public'::regnamespace
  ORDER BY 1, 2`;

/** Every table of the product with its foreign keys, those first that others point to. */
export async function catalog(): Promise<Table[]> {
  const columns = await asOwner<Column & { table: string }>(columnsSql);
  const keys = await asOwner<ForeignKey & { table: string }>(keysSql);
  const tables = [...new Set(columns.map(({ table }) => table))].map((name) => ({
    name,
    columns: columns.filter(({ table }) => table === name),
    keys: keys.filter(({ table }) => table === name),
  }));
  const sorted: Table[] = [];
  while (sorted.length < tables.length) {
    const placed = new Set(sorted.map(({ name }) => name));
    const next = tables.filter(
      ({ name, keys: own }) =>
        !placed.has(name) && own.every(({ target }) => target === name || placed.has(target)),
    );
    if (next.length === 0) throw new Error("tables point at each other in a circle");
    sorted.push(...next);
  }
  return sorted;
}

/** The tables whose rows belong, over however many keys, to an account. */
export function tenantTables(tables: readonly Table[]): Set<string> {
  const found = new Set(["account"]);
  for (const { name, keys } of tables) if (keys.some(({ target }) => found.has(target))) found.add(name);
  return found;
}
