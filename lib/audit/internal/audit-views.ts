import { z } from "zod";
import type { AuditDetailView, AuditEventView, AuditValueView } from "@/lib/audit/contract";
import { auditNames } from "@/lib/audit/internal/audit-names";
import type { AuditRow } from "@/lib/audit/internal/audit-sql";
import type { AuditScope } from "@/lib/audit/policy";

type Names = ReadonlyMap<string, string>;
type Scalar = AuditValueView["value"];

const isId = (value: unknown): value is string => z.uuid().safeParse(value).success;
const settings = z.record(z.string(), z.unknown()).catch({});

function scalar(value: unknown): Scalar {
  if (value === null || value === undefined) return null;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  return JSON.stringify(value);
}

function idsIn(row: AuditRow): string[] {
  const { before, ...details } = row.details;
  const values = [...Object.values(details), ...Object.values(settings.parse(before))];
  return [row.actorId, row.assumedRoleId, row.accountId, row.subjectId, ...values].filter(isId);
}

function detailViews(row: AuditRow, names: Names): AuditDetailView[] {
  const { before, ...details } = row.details;
  const earlier = settings.parse(before);
  const told = (value: unknown): AuditValueView => ({
    value: scalar(value),
    name: isId(value) ? (names.get(value) ?? null) : null,
  });
  return Object.keys({ ...details, ...earlier }).map((key) => ({
    key,
    value: told(details[key]),
    before: key in earlier ? told(earlier[key]) : null,
  }));
}

const kinds = ["principal", "staff", "employee"] as const;

function actorView(row: AuditRow, names: Names, namesStaff: boolean): AuditEventView["actor"] {
  const named = (id: string) => ({ id, name: names.get(id) ?? null });
  const kind = kinds.find((one) => one === row.actorKind) ?? "system";
  if (kind === "staff" && !namesStaff) return { kind, id: null, name: null, system: null, role: null };
  return {
    ...(row.actorId === null ? { id: null, name: null } : named(row.actorId)),
    kind,
    system: kind === "system" ? row.actorKind.slice("system:".length) : null,
    role: row.assumedRoleId === null ? null : named(row.assumedRoleId),
  };
}

/** Rows as their reader sees them: names are those of today; somebody who is gone is told by id. */
export async function auditViews(rows: readonly AuditRow[], scope: AuditScope): Promise<AuditEventView[]> {
  const names = await auditNames(rows.flatMap(idsIn));
  const named = (id: string | null) => ({ id, name: id === null ? null : (names.get(id) ?? null) });
  return rows.map((row) => ({
    id: row.id,
    createdAt: row.createdAt.toISOString(),
    action: row.action,
    actor: actorView(row, names, scope.namesStaff),
    account: named(row.accountId),
    subject: { ...named(row.subjectId), type: row.subjectType },
    details: detailViews(row, names),
    requestId: row.requestId,
  }));
}
