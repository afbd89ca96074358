import type { StaffActor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { csvLine, csvStream } from "@/lib/i18n/csv";
import { translator } from "@/lib/i18n/translator";
import { accessReports } from "@/lib/reports/access";
import type { ExportReportInput } from "@/lib/reports/contract";
import { periodOf } from "@/lib/reports/internal/period";
import type { ReportQuestion } from "@/lib/reports/internal/report-sql";
import {
  reckonedTickets,
  type ReportTicket,
  requireReckonable,
  secondsUntil,
} from "@/lib/reports/internal/report-tickets";

type CsvFile = { name: string; mediaType: "text/csv"; size: null; bytes: ReadableStream<Uint8Array> };
type Translate = ReturnType<typeof translator>;

/**
 * The tickets a report is made of as a CSV file, one a line, with what each counts for and no text of theirs. It is written
 * while it is read; taking it is recorded.
 *
 * @throws AppError FORBIDDEN `reports.may_not_read`; INVALID_INPUT `reports.too_many_tickets`.
 */
export async function exportReport(
  actor: StaffActor,
  input: ExportReportInput,
  { now }: At,
): Promise<CsvFile> {
  const scope = accessReports(actor);
  const { start, end } = periodOf(input);
  const question = { scope, accountId: input.accountId, start, end };
  await requireReckonable(question);
  await inTransaction((tx) =>
    recordAudit(tx, actor, {
      action: "report.exported",
      subjectType: "report",
      subjectId: null,
      accountId: input.accountId,
      details: { from: input.from, to: input.to },
      now,
    }),
  );
  return {
    name: `report-${input.from}-${input.to}.csv`,
    mediaType: "text/csv",
    size: null,
    bytes: csvStream(linesOf(question, now, translator(input.locale))),
  };
}

const columns = [
  "number",
  "customer",
  "product",
  "severity",
  "status",
  "created",
  "firstResponse",
  "firstResponseMinutes",
  "firstResponsePromise",
  "resolved",
  "resolutionMinutes",
  "resolutionPromise",
  "reminders",
  "emergencies",
  "score",
] as const;

async function* linesOf(question: ReportQuestion, now: Date, t: Translate): AsyncGenerator<string> {
  yield csvLine(columns.map((column) => t(`reports.csv.${column}`)));
  for await (const tickets of reckonedTickets(question, now))
    yield tickets.map((ticket) => lineOf(ticket, t)).join("");
}

const minutes = (seconds: number | null): number | null =>
  seconds === null ? null : Math.round(seconds / 6) / 10;

function lineOf(ticket: ReportTicket, t: Translate): string {
  const cells: Record<(typeof columns)[number], string | number | null> = {
    number: ticket.number,
    customer: ticket.account,
    product: ticket.product,
    severity: t(`tickets.severity.${ticket.severity}`),
    status: t(`tickets.status.${ticket.status}`),
    created: ticket.createdAt.toISOString(),
    firstResponse: ticket.firstRespondedAt?.toISOString() ?? null,
    firstResponseMinutes: minutes(secondsUntil(ticket, ticket.firstRespondedAt)),
    firstResponsePromise: t(`reports.outcome.${ticket.firstResponse}`),
    resolved: ticket.resolvedAt?.toISOString() ?? null,
    resolutionMinutes: minutes(secondsUntil(ticket, ticket.resolvedAt)),
    resolutionPromise: t(`reports.outcome.${ticket.resolution}`),
    reminders: ticket.reminders,
    emergencies: ticket.emergencies,
    score: ticket.score,
  };
  return csvLine(columns.map((column) => cells[column]));
}
