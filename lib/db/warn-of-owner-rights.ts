import { environment } from "@/lib/config/environment";
import { pool } from "@/lib/db/pool";
import { log } from "@/lib/log/logger";

/**
 * Says once in the log if this process works as the owner of the tables, without the role that cannot change what was
 * recorded: the launcher sets it up, whoever starts server or worker otherwise names it in DATABASE_ROLE
 * (docs/decisions/0085-second-walls.md). Throws nothing.
 */
export async function warnOfOwnerRights(): Promise<void> {
  if (environment().DATABASE_ROLE !== undefined) return;
  try {
    const { rows } = await pool().query<{ owns: boolean }>(
      `SELECT pg_has_role(current_user, relowner, 'USAGE') AS owns FROM pg_class WHERE oid = to_regclass('public.audit_event')`,
    );
    if (rows[0]?.owns === true) log.warn("database.works_as_owner", { setting: "DATABASE_ROLE" });
  } catch (thrown) {
    // The database may be away at this very moment; that is said where it matters.
    log.warn("database.rights_unknown", { errorName: thrown instanceof Error ? thrown.name : "unknown" });
  }
}
