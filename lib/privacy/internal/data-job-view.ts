import type { DataJob } from "@/lib/db/generated/client";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import type { DataJobView } from "@/lib/privacy/contract";

/** The newest so many are shown. */
const LIMIT = 50;

/** The jobs of an account as its console shows them; nights in which nothing was too old are left out. */
export async function dataJobViews(accountId: string, now: Date): Promise<DataJobView[]> {
  const rows = await prisma().dataJob.findMany({
    where: { accountId, NOT: { kind: "retention", status: "done", done: 0 } },
    include: { person: { select: { id: true, name: true } } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: LIMIT,
  });
  const findings = await countFindings(rows.map(({ id }) => id));
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    status: row.status,
    done: row.done,
    total: row.total,
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    person: row.person && { personId: row.person.id, name: row.person.name },
    reason: row.status === "done" || row.status === "running" ? null : row.failure,
    file: fileOf(row, now),
    findings: findings.get(row.id) ?? { total: 0, open: 0 },
  }));
}

function fileOf({ status, storageKey, size, expiresAt }: DataJob, now: Date): DataJobView["file"] {
  if (status !== "done" || storageKey === null || size === null || expiresAt === null) return null;
  return expiresAt > now ? { size: Number(size), expiresAt: expiresAt.toISOString() } : null;
}

type Count = { jobId: string; total: number; open: number };

/** Without those in the service team's own notes, of which the console knows nothing. */
async function countFindings(jobIds: string[]): Promise<Map<string, { total: number; open: number }>> {
  const { rows } = await pool().query<Count>(
    `SELECT f.job_id AS "jobId", count(*)::int AS total, count(*) FILTER (WHERE f.reviewed_at IS NULL)::int AS open
     FROM data_finding f LEFT JOIN "group" g ON g.id = f.group_id
     WHERE f.job_id = ANY ($1::uuid[]) AND g.kind IS DISTINCT FROM 'internal' GROUP BY f.job_id`,
    [jobIds],
  );
  return new Map(rows.map(({ jobId, total, open }) => [jobId, { total, open }]));
}
