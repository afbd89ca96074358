import type { StaffActor } from "@/lib/actor/actor";
import { pool } from "@/lib/db/pool";
import { AppError } from "@/lib/errors/app-error";
import type { ListStaffInput, StaffView } from "@/lib/identity/contract";
import { staffPolicy } from "@/lib/identity/policy";

type Row = Omit<StaffView, "signedInAt"> & { signedInAt: Date | null };

const sql = `
  SELECT p.id AS "personId", p.name, a.email, a.roles::text[] AS roles, a.disabled_at IS NOT NULL AS "isDisabled",
    a.password_hash IS NOT NULL AS "hasPassword", s.newest AS "signedInAt",
    EXISTS (
      SELECT FROM second_factor f WHERE f.staff_account_id = a.id AND f.confirmed_at IS NOT NULL) AS "hasSecondFactor",
    CASE WHEN d.status = 'failed' THEN 'failed' WHEN d.failure = 'legal_hold' THEN 'held' WHEN d.status IS NOT NULL THEN 'running' END AS deletion
  FROM staff_account a
  JOIN person p ON p.id = a.person_id
  LEFT JOIN LATERAL (SELECT max(o.created_at) AS newest FROM session o WHERE o.person_id = a.person_id) AS s ON true
  LEFT JOIN LATERAL (
    SELECT j.status, j.failure FROM data_job j WHERE j.staff_account_id = a.id ORDER BY j.created_at DESC LIMIT 1) AS d ON true
  WHERE p.erased_at IS NULL
  ORDER BY a.disabled_at IS NOT NULL, p.name, a.email`;

/**
 * The service team's accounts, for who looks after them: by name, those that are switched off last; nobody whose personal data is
 * deleted.
 *
 * @throws AppError FORBIDDEN `identity.may_not_administer`.
 */
export async function listStaff(actor: StaffActor, _input: ListStaffInput): Promise<StaffView[]> {
  if (!staffPolicy.administer(actor)) throw new AppError("FORBIDDEN", "identity.may_not_administer");
  const { rows } = await pool().query<Row>(sql);
  return rows.map((row) => ({ ...row, signedInAt: row.signedInAt?.toISOString() ?? null }));
}
