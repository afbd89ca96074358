import type { Actor } from "@/lib/actor/actor";
import { AppError } from "@/lib/errors/app-error";
import { type ReportScope, reportScope } from "@/lib/reports/policy";

/**
 * Whose figures `actor` may see.
 *
 * @throws AppError FORBIDDEN `reports.may_not_read`.
 */
export function accessReports(actor: Actor): ReportScope {
  const scope = reportScope(actor);
  if (scope === null) throw new AppError("FORBIDDEN", "reports.may_not_read");
  return scope;
}
