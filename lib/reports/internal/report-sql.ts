import { pool } from "@/lib/db/pool";
import type { ReportScope } from "@/lib/reports/policy";
import type { Severity, TicketStatus } from "@/lib/tickets/contract";

/** What every question of a report is narrowed to. */
export type ReportQuestion = { scope: ReportScope; accountId: string | null; start: Date; end: Date };

const values = ({ scope, accountId, start, end }: ReportQuestion) => [
  scope.everyCustomer,
  scope.servedBy,
  accountId,
  start,
  end,
];

/** Customers within reach, as `reportScope` has it. $1 whether all, $2 person, $3 account or null. */
const withinReach = (account: string): string => `
  ($3::uuid IS NULL OR ${account} = $3) AND
  ($1 OR EXISTS (SELECT FROM support_plan p WHERE p.account_id = ${account} AND $2::uuid IN (p.tam_id, p.deputy_id)))`;

/** A ticket as reports see it. */
export type ReportTicketRow = {
  id: string;
  number: number;
  account: string;
  product: string;
  severity: Severity;
  status: TicketStatus;
  createdAt: Date;
  firstRespondedAt: Date | null;
  resolvedAt: Date | null;
  reminders: number;
  emergencies: number;
  score: number | null;
};

const ticketsSql = `
  SELECT t.id, t.number, a.name AS account, t.product_code AS product, t.severity, t.status, t.created_at AS "createdAt",
    t.first_responded_at AS "firstRespondedAt", t.resolved_at AS "resolvedAt",
    (SELECT count(*)::int FROM reminder r WHERE r.ticket_id = t.id) AS reminders,
    (SELECT count(*)::int FROM incident i WHERE i.ticket_id = t.id AND i.status <> 'cancelled') AS emergencies,
    (SELECT s.score FROM satisfaction_rating s WHERE s.ticket_id = t.id ORDER BY s.resolution DESC LIMIT 1) AS score
  FROM ticket t JOIN account a ON a.id = t.account_id
  WHERE ${withinReach("t.account_id")} AND t.created_at >= $4 AND t.created_at < $5
    AND ($6::int IS NULL OR t.number > $6)
  ORDER BY t.number LIMIT $7`;

/** The next page of tickets created in the time, by number, after `after`. */
export async function reportTickets(
  question: ReportQuestion,
  after: number | null,
  limit: number,
): Promise<ReportTicketRow[]> {
  const { rows } = await pool().query<ReportTicketRow>(ticketsSql, [...values(question), after, limit]);
  return rows;
}

/** How many there are. */
export async function countReportTickets(question: ReportQuestion): Promise<number> {
  const { rows } = await pool().query<{ count: number }>(
    `SELECT count(*)::int AS count FROM ticket t
      WHERE ${withinReach("t.account_id")} AND t.created_at >= $4 AND t.created_at < $5`,
    values(question),
  );
  return rows[0]?.count ?? 0;
}

/** When tickets were resolved in the time. */
export async function resolutions(question: ReportQuestion): Promise<Date[]> {
  const { rows } = await pool().query<{ at: Date }>(
    `SELECT t.resolved_at AS at FROM ticket t
      WHERE ${withinReach("t.account_id")} AND t.resolved_at >= $4 AND t.resolved_at < $5`,
    values(question),
  );
  return rows.map(({ at }) => at);
}

/** Reminders begun in the time: how often each was pressed, and in how many seconds it was answered. */
export async function reminders(
  question: ReportQuestion,
): Promise<{ presses: number; seconds: number | null }[]> {
  const { rows } = await pool().query<{ presses: number; seconds: number | null }>(
    `SELECT (SELECT coalesce(sum(p.presses), 0)::int FROM reminder_press p WHERE p.reminder_id = r.id) AS presses,
        CASE WHEN r.end_reason = 'answered' THEN extract(epoch FROM r.ended_at - r.created_at)::float END AS seconds
      FROM reminder r JOIN ticket t ON t.id = r.ticket_id
      WHERE ${withinReach("t.account_id")} AND r.created_at >= $4 AND r.created_at < $5`,
    values(question),
  );
  return rows;
}

/** Emergencies declared in the time: whether taken back, and in how many seconds acknowledged. */
export async function emergencies(
  question: ReportQuestion,
): Promise<{ cancelled: boolean; seconds: number | null }[]> {
  const { rows } = await pool().query<{ cancelled: boolean; seconds: number | null }>(
    `SELECT i.status = 'cancelled' AS cancelled,
        (SELECT extract(epoch FROM min(e.created_at) - i.declared_at)::float FROM incident_event e
          WHERE e.incident_id = i.id AND e.type = 'acknowledged') AS seconds
      FROM incident i
      WHERE ${withinReach("i.account_id")} AND i.declared_at >= $4 AND i.declared_at < $5`,
    values(question),
  );
  return rows;
}

/** The scores given in the time. */
export async function scores(question: ReportQuestion): Promise<number[]> {
  const { rows } = await pool().query<{ score: number }>(
    `SELECT s.score FROM satisfaction_rating s JOIN ticket t ON t.id = s.ticket_id
      WHERE ${withinReach("t.account_id")} AND s.created_at >= $4 AND s.created_at < $5`,
    values(question),
  );
  return rows.map(({ score }) => score);
}

/** Most customers offered to choose from. */
const CUSTOMERS = 500;

/** Customers within reach by name. */
export async function reportCustomers({
  everyCustomer,
  servedBy,
}: ReportScope): Promise<{ accountId: string; name: string }[]> {
  const { rows } = await pool().query<{ accountId: string; name: string }>(
    `SELECT a.id AS "accountId", a.name FROM account a WHERE ${withinReach("a.id")} ORDER BY a.name, a.id LIMIT ${CUSTOMERS}`,
    [everyCustomer, servedBy, null],
  );
  return rows;
}
