import { pool } from "@/lib/db/pool";

/** Ticket groups and incidents are called by their ticket's number: a title is part of a conversation. */
const sql = `
  SELECT id, nullif(name, '') AS name FROM person WHERE id = ANY ($1::uuid[])
  UNION ALL SELECT id, name FROM principal WHERE id = ANY ($1::uuid[])
  UNION ALL SELECT id, name FROM account WHERE id = ANY ($1::uuid[])
  UNION ALL SELECT id, organization_name FROM channel WHERE id = ANY ($1::uuid[])
  UNION ALL SELECT s.id, a.name FROM support_plan s JOIN account a ON a.id = s.account_id WHERE s.id = ANY ($1::uuid[])
  UNION ALL SELECT id, name FROM paging_webhook WHERE id = ANY ($1::uuid[])
  UNION ALL SELECT id, '#' || number FROM ticket WHERE id = ANY ($1::uuid[])
  UNION ALL SELECT i.id, '#' || t.number FROM incident i JOIN ticket t ON t.id = i.ticket_id WHERE i.id = ANY ($1::uuid[])
  UNION ALL SELECT g.id, CASE g.kind WHEN 'main' THEN g.name ELSE '#' || t.number END
    FROM "group" g LEFT JOIN ticket t ON t.group_id = g.id WHERE g.id = ANY ($1::uuid[])`;

/** What these ids are called now; one that is of nothing (any more) is missing. */
export async function auditNames(ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await pool().query<{ id: string; name: string | null }>(sql, [[...new Set(ids)]]);
  return new Map(rows.flatMap(({ id, name }) => (name === null ? [] : [[id, name] as const])));
}
