import { graceOverBefore } from "@/lib/accounts/policy";
import type { At } from "@/lib/config/clock";
import { prisma } from "@/lib/db/prisma";

/**
 * Tickets whose groups are not as the grace after their plan says (`settleTicket`), of this plan alone if one is given: open
 * although it is over and no emergency runs, or archived although it is not. What silence archived, and what a deleted
 * channel did, stays.
 */
export async function listUnsettledTickets(
  { now }: At,
  limit: number,
  planId: string | null = null,
): Promise<string[]> {
  const rows = await prisma().$queryRaw<{ id: string }[]>`
    SELECT t.id FROM ticket t
    JOIN "group" g ON g.id = t.group_id
    JOIN channel c ON c.id = t.channel_id
    JOIN support_plan p ON p.id = t.plan_id
    WHERE (t.status <> 'closed' OR t.auto_close_at IS NOT NULL) AND (${planId}::uuid IS NULL OR t.plan_id = ${planId}::uuid)
      AND CASE
        WHEN p.valid_to <= ${graceOverBefore(now)}::timestamptz AND NOT EXISTS (
          SELECT FROM incident i WHERE i.ticket_id = t.id AND i.status NOT IN ('closed', 'cancelled'))
        THEN g.archived_at IS NULL
        ELSE g.archived_at IS NOT NULL AND c.status <> 'deleted'
      END
    ORDER BY t.id LIMIT ${limit}`;
  return rows.map(({ id }) => id);
}
