import type { StaffActor } from "@/lib/actor/actor";
import { leadsService } from "@/lib/channels/policy";
import type { At } from "@/lib/config/clock";
import { pool } from "@/lib/db/pool";
import { AppError } from "@/lib/errors/app-error";
import { staffScope } from "@/lib/groups/policy";
import type { DeskFindingsView, DeskFindingView, ListDeskFindingsInput } from "@/lib/privacy/contract";
import { reviewsAtDesk } from "@/lib/privacy/policy";

const LIMIT = 100;

type Row = Omit<DeskFindingView, "writtenAt" | "reviewedAt"> & {
  writtenAt: Date | null;
  isReadable: boolean;
  readable: number;
  all: number;
};

/**
 * Where and when, never what: in the service team's own notes, and of its own people everywhere. Who reads a group is as
 * `wayInto` (lib/groups/policy.ts) has it, without auditors: $1 the reader, $2 now, $3 whether a membership counts, $4 whether
 * what they opened does, $5 whether the queue does, $6 whether texts that are in no group are theirs.
 */
const sql = `
  WITH open AS (
    SELECT f.*, coalesce(j.person_id, s.person_id) AS person_id, j.created_at AS begun_at, g.kind, g.name, g.channel_id,
      CASE WHEN f.group_id IS NULL THEN $6::boolean ELSE
        ($3::boolean AND EXISTS (
          SELECT FROM group_member m WHERE m.group_id = f.group_id AND m.person_id = $1 AND m.left_at IS NULL))
        OR ($4::boolean AND EXISTS (
          SELECT FROM break_glass b WHERE b.group_id = f.group_id AND b.person_id = $1 AND b.ended_at IS NULL AND b.ends_at > $2))
        OR ($5::boolean AND EXISTS (
          SELECT FROM ticket q WHERE f.group_id IN (q.group_id, q.internal_group_id) AND q.assignee_id IS NULL
            AND q.status NOT IN ('resolved', 'closed'))) END AS is_readable
    FROM data_finding f
    JOIN data_job j ON j.id = f.job_id
    LEFT JOIN staff_account s ON s.id = j.staff_account_id
    LEFT JOIN "group" g ON g.id = f.group_id
    WHERE f.reviewed_at IS NULL AND (g.kind = 'internal' OR j.staff_account_id IS NOT NULL))
  SELECT o.job_id AS "jobId", o.subject_type AS "subjectType", o.subject_id AS "subjectId", o.person_id AS "personId",
    o.group_id AS "groupId", o.kind IS NOT DISTINCT FROM 'internal' AS "isInternal", k.number AS "ticketNumber",
    CASE o.kind WHEN 'main' THEN o.name END AS "groupName", c.organization_name AS "organizationName",
    coalesce(m.created_at, a.created_at, i.declared_at, b.started_at, x.created_at, u.created_at, r.opened_at, k.created_at) AS "writtenAt",
    o.is_readable AS "isReadable", count(*) OVER ()::int AS "all", count(*) FILTER (WHERE o.is_readable) OVER ()::int AS readable
  FROM open o
    LEFT JOIN ticket k ON o.group_id IN (k.group_id, k.internal_group_id)
    LEFT JOIN channel c ON c.id = o.channel_id
    LEFT JOIN message m ON m.id = o.subject_id LEFT JOIN attachment a ON a.id = o.subject_id
    LEFT JOIN incident i ON i.id = o.subject_id LEFT JOIN break_glass b ON b.id = o.subject_id
    LEFT JOIN macro x ON x.id = o.subject_id LEFT JOIN major_incident r ON r.id = o.subject_id
    LEFT JOIN major_incident_update u ON u.id = o.subject_id
  ORDER BY o.is_readable DESC, o.begun_at, "writtenAt", o.subject_id, o.subject_type LIMIT ${LIMIT}`;

/**
 * Places that the service team has to review: its own notes in which it wrote of people whose data was deleted, and wherever
 * one of its own people is named. Only where the reader reads the conversation; how many are elsewhere is a number.
 *
 * @throws AppError FORBIDDEN `privacy.may_not_review`.
 */
export async function listDeskFindings(
  actor: StaffActor,
  _input: ListDeskFindingsInput,
  { now }: At,
): Promise<DeskFindingsView> {
  if (!reviewsAtDesk(actor.roles)) throw new AppError("FORBIDDEN", "privacy.may_not_review");
  const { takesPart, breaksGlass, readsQueue } = staffScope(actor.roles);
  const values = [actor.personId, now, takesPart, breaksGlass, readsQueue, leadsService(actor)];
  const { rows } = await pool().query<Row>(sql, values);
  const findings = rows
    .filter(({ isReadable }) => isReadable)
    .map(({ isReadable: _isReadable, readable: _readable, all: _all, writtenAt, ...row }) => ({
      ...row,
      writtenAt: writtenAt?.toISOString() ?? null,
      reviewedAt: null,
    }));
  const { readable = 0, all = 0 } = rows[0] ?? {};
  return { findings, more: readable - findings.length, hidden: all - readable };
}
