import { z } from "zod";
import type { ConsoleActor, StaffActor } from "@/lib/actor/actor";
import { accessAudit } from "@/lib/audit/access";
import type { AuditPageView, SearchAuditInput } from "@/lib/audit/contract";
import { auditQuestion } from "@/lib/audit/internal/audit-question";
import { type AuditRow, auditSql, type Position } from "@/lib/audit/internal/audit-sql";
import { auditViews } from "@/lib/audit/internal/audit-views";
import { recordReading } from "@/lib/audit/internal/record-reading";
import type { At } from "@/lib/config/clock";
import { pool } from "@/lib/db/pool";
import { AppError } from "@/lib/errors/app-error";

const position = z.tuple([z.int().min(0).max(8_640_000_000_000_000), z.uuid()]);

function positionIn(cursor: string): Position {
  try {
    const [at, id] = position.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
    return { at, id };
  } catch {
    throw new AppError("INVALID_INPUT", "audit.cursor_malformed");
  }
}

const cursorOf = ({ createdAt, id }: AuditRow): string =>
  Buffer.from(JSON.stringify([createdAt.getTime(), id])).toString("base64url");

/**
 * A page of the log of who did what, the newest first: for the service team what `auditScope` says, for a console its own
 * account's. Pages go by (instant, id), so what is added meanwhile moves nothing. A search by the service team is recorded
 * itself, with its first page.
 *
 * @throws AppError FORBIDDEN `audit.may_not_read`; INVALID_INPUT `audit.cursor_malformed`.
 */
export async function searchAudit(
  actor: StaffActor | ConsoleActor,
  input: SearchAuditInput,
  { now }: At,
): Promise<AuditPageView> {
  const scope = accessAudit(actor);
  const after = input.cursor === null ? null : positionIn(input.cursor);
  const question = await auditQuestion(input);
  const { rows } =
    question === null
      ? { rows: [] }
      : await pool().query<AuditRow>(auditSql(scope, question, after, input.limit + 1));
  // After the reading: a search does not find itself. One that failed is none.
  if (after === null && actor.kind === "staff")
    await recordReading(actor, { act: "searched", question, now });
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  return {
    events: await auditViews(page, scope),
    nextCursor: rows.length > input.limit && last ? cursorOf(last) : null,
  };
}
