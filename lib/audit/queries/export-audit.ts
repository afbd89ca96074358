import type { ConsoleActor, StaffActor } from "@/lib/actor/actor";
import { accessAudit } from "@/lib/audit/access";
import { actionWords, detailsWords, systemWords } from "@/lib/audit/browser/audit-words";
import { type AuditEventView, type ExportAuditInput, EXPORT_LIMIT } from "@/lib/audit/contract";
import { auditQuestion } from "@/lib/audit/internal/audit-question";
import { type AuditQuestion, type AuditRow, auditSql, type Position } from "@/lib/audit/internal/audit-sql";
import { auditViews } from "@/lib/audit/internal/audit-views";
import { recordReading } from "@/lib/audit/internal/record-reading";
import type { AuditScope } from "@/lib/audit/policy";
import type { At } from "@/lib/config/clock";
import { pool } from "@/lib/db/pool";
import { csvLine, csvStream } from "@/lib/i18n/csv";
import { translator } from "@/lib/i18n/translator";

const PAGE = 500;

type CsvFile = { name: string; mediaType: "text/csv"; size: null; bytes: ReadableStream<Uint8Array> };
type Translate = ReturnType<typeof translator>;

/**
 * What `searchAudit` finds as a CSV file, EXPORT_LIMIT events at most, written while it is read. Taking it is recorded,
 * whoever does.
 *
 * @throws AppError FORBIDDEN `audit.may_not_read`.
 */
export async function exportAudit(
  actor: StaffActor | ConsoleActor,
  input: ExportAuditInput,
  { now }: At,
): Promise<CsvFile> {
  const scope = accessAudit(actor);
  const question = await auditQuestion(input);
  await recordReading(actor, { act: "exported", question, now });
  return {
    name: `audit-${now.toISOString().slice(0, 10)}.csv`,
    mediaType: "text/csv",
    size: null,
    bytes: csvStream(linesOf(scope, question, translator(input.locale))),
  };
}

async function* linesOf(
  scope: AuditScope,
  question: AuditQuestion | null,
  t: Translate,
): AsyncGenerator<string> {
  yield csvLine(columns.map((column) => t(`audit.csv.${column}`)));
  if (question === null) return;
  let after: Position | null = null;
  for (let written = 0; written < EXPORT_LIMIT; written += PAGE) {
    const { rows }: { rows: AuditRow[] } = await pool().query<AuditRow>(
      auditSql(scope, question, after, PAGE),
    );
    const last = rows.at(-1);
    if (!last) return;
    yield (await auditViews(rows, scope)).map((event) => lineOf(event, t)).join("");
    if (rows.length < PAGE) return;
    after = { at: last.createdAt.getTime(), id: last.id };
  }
}

const columns = [
  "time",
  "actorKind",
  "actor",
  "actorId",
  "role",
  "action",
  "code",
  "account",
  "subjectType",
  "subject",
  "subjectId",
  "details",
  "requestId",
] as const;

function lineOf(event: AuditEventView, t: Translate): string {
  const { actor, subject } = event;
  const cells: Record<(typeof columns)[number], string | null> = {
    time: event.createdAt,
    actorKind: t(`audit.actorKind.${actor.kind}`),
    actor: actor.name ?? (actor.kind === "system" ? systemWords(t, actor.system) : actor.id),
    actorId: actor.id,
    role: actor.role === null ? null : (actor.role.name ?? actor.role.id),
    action: actionWords(t, event.action),
    code: event.action,
    account: event.account.name ?? event.account.id,
    subjectType: subject.type,
    subject: subject.name,
    subjectId: subject.id,
    details: event.details.map((detail) => detailsWords(t, detail)).join("; "),
    requestId: event.requestId,
  };
  return csvLine(columns.map((column) => cells[column]));
}
