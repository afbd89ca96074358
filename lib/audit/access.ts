import type { Actor } from "@/lib/actor/actor";
import { type AuditScope, auditScope } from "@/lib/audit/policy";
import { AppError } from "@/lib/errors/app-error";

/**
 * What of the log `actor` may read.
 *
 * @throws AppError FORBIDDEN `audit.may_not_read`.
 */
export function accessAudit(actor: Actor): AuditScope {
  const scope = auditScope(actor);
  if (scope === null) throw new AppError("FORBIDDEN", "audit.may_not_read");
  return scope;
}
