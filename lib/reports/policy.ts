import type { Actor, StaffRole } from "@/lib/actor/actor";

/** Whose figures a reader of reports sees: those of all customers, or of those whose plans they look after. */
export type ReportScope = { everyCustomer: boolean; servedBy: string | null };

const everyone: readonly StaffRole[] = ["duty_lead", "manager", "auditor"];

/** Whether somebody with these roles reads reports at all: who answers for customers, and who audits. */
export const readsReports = (roles: readonly StaffRole[]): boolean =>
  roles.includes("tam") || roles.some((role) => everyone.includes(role));

/** Whose figures `actor` sees; null: nobody's. The same in SQL: internal/report-sql.ts. */
export function reportScope(actor: Actor): ReportScope | null {
  if (actor.kind === "system") return { everyCustomer: true, servedBy: null };
  if (actor.kind !== "staff" || !readsReports(actor.roles)) return null;
  const everyCustomer = actor.roles.some((role) => everyone.includes(role));
  return { everyCustomer, servedBy: everyCustomer ? null : actor.personId };
}
