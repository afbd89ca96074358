import type { At } from "@/lib/config/clock";
import { prisma } from "@/lib/db/prisma";

/** Service main groups that are not as their channel and their plan say (`settleMainGroup`): whose plan began or ended. */
export async function listUnsettledGroups({ now }: At, limit: number): Promise<string[]> {
  const rows = await prisma().$queryRaw<{ id: string }[]>`
    SELECT g.id FROM "group" g
    JOIN channel c ON c.id = g.channel_id
    JOIN support_plan p ON p.id = g.plan_id
    WHERE g.kind = 'main' AND (g.archived_at IS NULL)
      <> (c.status <> 'deleted' AND p.valid_from <= ${now}::timestamptz AND ${now}::timestamptz < p.valid_to)
    ORDER BY g.id LIMIT ${limit}`;
  return rows.map(({ id }) => id);
}
