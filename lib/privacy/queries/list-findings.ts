import type { ConsoleActor } from "@/lib/actor/actor";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { accessAccountData } from "@/lib/privacy/access";
import type { FindingsView, FindingType, FindingView, GetDataInput } from "@/lib/privacy/contract";

const LIMIT = 100;

type Row = Omit<FindingView, "subjectType" | "writtenAt" | "reviewedAt"> & {
  subjectType: FindingType;
  writtenAt: Date | null;
  reviewedAt: Date | null;
  all: number;
};

/** Where and when, never what; the service team's own notes are nothing the console knows of. */
const sql = `
  SELECT f.job_id AS "jobId", f.subject_type AS "subjectType", f.subject_id AS "subjectId", j.person_id AS "personId",
    k.number AS "ticketNumber", CASE g.kind WHEN 'main' THEN g.name END AS "groupName", f.reviewed_at AS "reviewedAt",
    coalesce(m.created_at, a.created_at, i.declared_at, b.started_at, k.created_at) AS "writtenAt",
    count(*) OVER ()::int AS "all"
  FROM data_finding f JOIN data_job j ON j.id = f.job_id
    LEFT JOIN "group" g ON g.id = f.group_id LEFT JOIN ticket k ON k.group_id = g.id
    LEFT JOIN message m ON m.id = f.subject_id LEFT JOIN attachment a ON a.id = f.subject_id
    LEFT JOIN incident i ON i.id = f.subject_id LEFT JOIN break_glass b ON b.id = f.subject_id
  WHERE j.account_id = $1 AND f.reviewed_at IS NULL AND g.kind IS DISTINCT FROM 'internal'
  ORDER BY j.created_at, "writtenAt", f.subject_id, f.subject_type LIMIT ${LIMIT}`;

/** Places in the actor's account where others wrote of people whose data was deleted, and that nobody has reviewed. */
export async function listFindings(actor: ConsoleActor, _input: GetDataInput): Promise<FindingsView> {
  const { id } = await accessAccountData(prisma(), actor, { id: actor.accountId }, "manage");
  const { rows } = await pool().query<Row>(sql, [id]);
  const findings = rows.map(({ all: _all, writtenAt, reviewedAt, ...row }) => ({
    ...row,
    writtenAt: writtenAt?.toISOString() ?? null,
    reviewedAt: reviewedAt?.toISOString() ?? null,
  }));
  return { findings, more: (rows[0]?.all ?? 0) - findings.length };
}
