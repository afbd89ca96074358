import { prisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";
import { MOST_TICKETS } from "@/lib/reports/contract";
import {
  countReportTickets,
  type ReportQuestion,
  reportTickets,
  type ReportTicketRow,
} from "@/lib/reports/internal/report-sql";
import { type SlaOutcomes, slaOutcomes } from "@/lib/tickets/sla-outcomes";

const PAGE = 500;

/** A ticket with how its promises ended. */
export type ReportTicket = ReportTicketRow & SlaOutcomes;

/**
 * Refuses what would take too long to reckon.
 *
 * @throws AppError INVALID_INPUT `reports.too_many_tickets`.
 */
export async function requireReckonable(question: ReportQuestion): Promise<void> {
  const count = await countReportTickets(question);
  if (count > MOST_TICKETS) {
    throw new AppError("INVALID_INPUT", "reports.too_many_tickets", {
      details: { count, limit: MOST_TICKETS },
    });
  }
}

/** The tickets created in the time, page by page. */
export async function* reckonedTickets(question: ReportQuestion, now: Date): AsyncGenerator<ReportTicket[]> {
  let after: number | null = null;
  for (;;) {
    const rows: ReportTicketRow[] = await reportTickets(question, after, PAGE);
    const last = rows.at(-1);
    if (last === undefined) return;
    const ids = rows.map(({ id }) => id);
    const outcomes = await slaOutcomes(prisma(), ids, now);
    yield rows.flatMap((row) => {
      const outcome = outcomes.get(row.id);
      return outcome === undefined ? [] : [{ ...row, ...outcome }];
    });
    if (rows.length < PAGE) return;
    after = last.number;
  }
}

/** From its creation until then; null if that has not happened. */
export const secondsUntil = ({ createdAt }: ReportTicketRow, at: Date | null): number | null =>
  at === null ? null : (at.getTime() - createdAt.getTime()) / 1_000;
