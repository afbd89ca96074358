import { pool } from "@/lib/db/pool";
import type { GroupEventView } from "@/lib/messages/contract";
import { groupEventViews, type LogRow, logSql } from "@/lib/messages/internal/log-sql";

/**
 * A group's log after a number, as far as `limit` goes. Asks nobody for permission: for the gateway, which tells only
 * those who are in the group's room; people go through `listEvents`.
 */
export async function readLog(groupId: string, after: number, limit: number): Promise<GroupEventView[]> {
  const { rows } = await pool().query<LogRow>({
    name: "read_log",
    text: logSql,
    values: [groupId, after, limit],
  });
  return groupEventViews(groupId, rows);
}

/** Where the logs of these groups end now. */
export async function logEnds(groupIds: readonly string[]): Promise<{ groupId: string; sequence: number }[]> {
  const { rows } = await pool().query<{ groupId: string; sequence: number }>({
    name: "log_ends",
    text: 'SELECT id AS "groupId", sequence FROM "group" WHERE id = ANY ($1::uuid[])',
    values: [groupIds],
  });
  return rows;
}
