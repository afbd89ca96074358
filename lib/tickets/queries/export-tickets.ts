import type { PersonActor, StaffActor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { csvLine, csvStream } from "@/lib/i18n/csv";
import { personName } from "@/lib/i18n/person-name";
import { translator } from "@/lib/i18n/translator";
import { EXPORT_LIMIT, type ExportTicketsInput } from "@/lib/tickets/browser/ticket-lists";
import type { Statement } from "@/lib/tickets/internal/sql-values";
import { type ListedRow, listedView } from "@/lib/tickets/internal/ticket-list-rows";
import {
  pageSql,
  type PageOrder,
  type Position,
  type TicketScope,
} from "@/lib/tickets/internal/ticket-list-sql";
import { ticketScope } from "@/lib/tickets/internal/ticket-scope";

const PAGE = 500;

type CsvFile = { name: string; mediaType: "text/csv"; size: null; bytes: ReadableStream<Uint8Array> };

/**
 * The filtered list of a service main group's tickets as a CSV file, the newest first, EXPORT_LIMIT at most: what the same
 * reader's `listTickets` has, and no description. It is written while it is read, and each part is authorized anew. Where
 * somebody of the service team takes it, that is recorded.
 *
 * @throws AppError NOT_FOUND `groups.no_such_group` for a stranger.
 */
export async function exportTickets(
  actor: PersonActor,
  input: ExportTicketsInput,
  { now }: At,
): Promise<CsvFile> {
  const scope = await ticketScope(actor, input.groupId);
  const toLine = await lineWriter(input.locale);
  if (actor.kind === "staff") await recordTaking(actor, input.groupId, now);
  return {
    name: `tickets-${now.toISOString().slice(0, 10)}.csv`,
    mediaType: "text/csv",
    size: null,
    bytes: csvStream(linesOf(scope, input, toLine)),
  };
}

/** What was asked for may be somebody's name: only of which group it was is recorded. */
async function recordTaking(actor: StaffActor, groupId: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const { accountId } = await tx.group.findUniqueOrThrow({
      where: { id: groupId },
      select: { accountId: true },
    });
    await recordAudit(tx, actor, {
      action: "ticket.list_exported",
      subjectType: "group",
      subjectId: groupId,
      accountId,
      now,
    });
  });
}

async function rowsOf(statement: Statement): Promise<ListedRow[]> {
  const { rows } = await pool().query<ListedRow>(statement);
  return rows;
}

type LineWriter = { head: string; line: (row: ListedRow) => string };

async function* linesOf(
  scope: TicketScope,
  input: ExportTicketsInput,
  { head, line }: LineWriter,
): AsyncGenerator<string> {
  yield head;
  let after: Position | null = null;
  for (let written = 0; written < EXPORT_LIMIT; written += PAGE) {
    // By creation, whatever the list's sort: what changes meanwhile is neither lost nor told twice.
    const order: PageOrder = { sort: "created", direction: "desc", after };
    const rows: ListedRow[] = await rowsOf(pageSql(scope, input, order, PAGE));
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map(line).join("");
    if (rows.length < PAGE) return;
    after = { at: last.createdAt.getTime(), id: last.id };
  }
}

async function lineWriter(locale: ExportTicketsInput["locale"]): Promise<LineWriter> {
  const t = translator(locale);
  const products = await prisma().product.findMany();
  const names = new Map(
    products.map(({ code, nameEn, nameZh }) => [code, locale === "en" ? nameEn : nameZh]),
  );
  const columns = [
    "number",
    "title",
    "severity",
    "status",
    "product",
    "engineer",
    "requester",
    "created",
    "updated",
    "due",
    "emergency",
  ] as const;
  return {
    head: csvLine(columns.map((column) => t(`workstation.csv.${column}`))),
    line: (row) => {
      const ticket = listedView(row);
      return csvLine([
        ticket.number,
        ticket.title,
        t(`tickets.severity.${ticket.severity}`),
        t(`tickets.status.${ticket.status}`),
        names.get(ticket.productCode) ?? ticket.productCode,
        ticket.assignee?.name ?? null,
        personName(t, ticket.requester.name),
        ticket.createdAt,
        ticket.updatedAt,
        ticket.nextDueAt,
        ticket.hasOpenIncident ? t("workstation.csv.running") : null,
      ]);
    },
  };
}
