import type { At } from "@/lib/config/clock";
import { durations } from "@/lib/config/durations";
import { prisma } from "@/lib/db/prisma";

/** What a job does by itself is left to it for this long. */
const SLACK = 3_000;

/**
 * Persons for whom something is due and no job has done it: a mention past its wait that nobody has looked at, a window
 * whose time has come, a card whose worker died. At most `limit`, those waiting longest first.
 */
export async function listPersonsDue({ now }: At, limit: number): Promise<string[]> {
  const before = new Date(now.getTime() - SLACK);
  const cardsBefore = new Date(before.getTime() - durations.cardGrace);
  const mailsBefore = new Date(before.getTime() - durations.staffMail);
  const rows = await prisma().$queryRaw<{ person_id: string }[]>`
    SELECT person_id FROM (
      SELECT pending.person_id, coalesce(w.due_at, pending.since) AS since
      FROM (
        SELECT person_id, min(created_at) AS since FROM mention WHERE outcome IS NULL GROUP BY person_id
      ) AS pending
      JOIN person AS p ON p.id = pending.person_id
      LEFT JOIN notification_window AS w ON w.person_id = pending.person_id
      WHERE (w.due_at IS NULL OR w.due_at <= ${before}::timestamptz)
        AND pending.since <= CASE p.side WHEN 'customer' THEN ${cardsBefore}::timestamptz ELSE ${mailsBefore}::timestamptz END
      UNION ALL
      -- A card none of whose mentions is undecided any more still wants its end.
      SELECT person_id, created_at FROM card_delivery
      WHERE status = 'sending' AND lane = 'mention' AND (next_attempt_at IS NULL OR next_attempt_at <= ${before}::timestamptz)
    ) AS due
    GROUP BY person_id ORDER BY min(since) LIMIT ${limit}`;
  return rows.map((row) => row.person_id);
}
