import type { At } from "@/lib/config/clock";
import { prisma } from "@/lib/db/prisma";
import { coveredProducts } from "@/lib/duty/on-duty";

const idsOf = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id);

/** Tickets that wait for duty and are to be tried again; where nobody can write there is nothing to do. */
export async function listAssignmentsDue({ now }: At, limit: number): Promise<string[]> {
  return idsOf(
    await prisma().ticket.findMany({
      where: { assignmentDueAt: { lte: now }, group: { archivedAt: null } },
      select: { id: true },
      // What is worst first, then who waits longest.
      orderBy: [{ severity: "asc" }, { createdAt: "asc" }],
      take: limit,
    }),
  );
}

/** Resolved tickets whose silence is to be answered, and closed ones that can be reopened no more. */
export async function listSilenceDue({ now }: At, limit: number): Promise<string[]> {
  return idsOf(
    await prisma().ticket.findMany({
      where: { autoCloseAt: { lte: now } },
      select: { id: true },
      orderBy: { autoCloseAt: "asc" },
      take: limit,
    }),
  );
}

/** Open tickets whose engineer is on leave, disabled, or out of the group. */
export async function listAbandoned({ now }: At, limit: number): Promise<string[]> {
  return idsOf(
    await prisma().$queryRaw<{ id: string }[]>`
      SELECT t.id FROM ticket t
      JOIN staff_account s ON s.person_id = t.assignee_id
      LEFT JOIN staff_duty d ON d.person_id = t.assignee_id
      LEFT JOIN group_member m ON m.group_id = t.group_id AND m.person_id = t.assignee_id
      WHERE t.status NOT IN ('resolved', 'closed') AND t.assignee_id IS NOT NULL
        AND (s.disabled_at IS NOT NULL OR m.left_at IS NOT NULL
          OR (d.away_since <= ${now}::timestamptz AND (d.away_until IS NULL OR d.away_until > ${now}::timestamptz)))
      LIMIT ${limit}`,
  );
}

/**
 * Open tickets that are worked on around the clock, whose engineer's shift ended while they had them, and for which somebody
 * is on duty: those `handOverAtShiftEnd` may have something to do with. Where nobody is, there is nothing to look at.
 */
export async function listOffShift({ now }: At, limit: number): Promise<string[]> {
  const products = await coveredProducts(prisma(), now);
  if (products.length === 0) return [];
  return idsOf(
    await prisma().$queryRaw<{ id: string }[]>`
      SELECT t.id FROM ticket t
      LEFT JOIN sla_policy p ON p.plan_id = t.plan_id
      WHERE t.status NOT IN ('resolved', 'closed') AND t.status <> 'waiting_for_customer' AND t.assignee_id IS NOT NULL
        AND t.product_code = ANY (${products}::text[])
        AND coalesce(p.targets #>> ARRAY[t.severity::text, 'firstResponse', 'aroundTheClock'] = 'true', t.severity IN ('s1', 's2'))
        AND NOT EXISTS (
          SELECT FROM shift s WHERE s.person_id = t.assignee_id AND s.kind = 'engineer'
            AND s.starts_at <= ${now}::timestamptz AND s.ends_at > ${now}::timestamptz)
        AND EXISTS (
          SELECT FROM shift s WHERE s.person_id = t.assignee_id AND s.kind = 'engineer' AND s.ends_at <= ${now}::timestamptz
            AND s.ends_at > (SELECT max(e.created_at) FROM ticket_event e
              WHERE e.ticket_id = t.id AND e.data ->> 'assigneeId' = t.assignee_id::text))
        AND NOT EXISTS (
          SELECT FROM incident i WHERE i.ticket_id = t.id AND i.status NOT IN ('closed', 'cancelled')
            AND i.acknowledged_by_id = t.assignee_id)
      ORDER BY t.severity, t.created_at
      LIMIT ${limit}`,
  );
}

/**
 * Tickets in whose groups something was written that has not been looked at; of these groups alone, if any are given. Those
 * whose groups are archived are left out: nobody can write there.
 */
export async function listTicketsWithAnswers(
  limit: number,
  groupIds: readonly string[] | null,
): Promise<string[]> {
  return idsOf(
    await prisma().$queryRaw<{ id: string }[]>`
      SELECT t.id FROM ticket t JOIN "group" g ON g.id = t.group_id
      WHERE (t.status <> 'closed' OR t.auto_close_at IS NOT NULL) AND g.sequence > t.activity_sequence AND (${groupIds}::uuid[] IS NULL OR t.group_id = ANY (${groupIds}::uuid[]))
      LIMIT ${limit}`,
  );
}
