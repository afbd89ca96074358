import type { Actor, StaffRole } from "@/lib/actor/actor";

/** Which acts a reader of the log sees. */
export type AuditScope = {
  /** Those of one account alone; null: of all, and those of none. */
  accountId: string | null;
  /** Those about these nouns; null: about anything. */
  nouns: readonly string[] | null;
  /** Besides, whatever principals did. */
  withPrincipals: boolean;
  /** Whether colleagues of the service team are told by name. */
  namesStaff: boolean;
};

/** What operators administer: accounts, plans, channels, staff and the settings of the installation; no conversation. */
const operatorNouns = [
  "account",
  "plan",
  "channel",
  "main_group",
  "ram_user",
  "ram_role",
  "staff",
  "second_factor",
  "shift",
  "product",
  "escalation_chain",
  "paging_webhook",
  "installation",
] as const;

/** What of an account is its own principals' business, whoever did it (ux.md, "Activity log of who did what"). */
export const consoleNouns = [
  "account",
  "plan",
  "channel",
  "main_group",
  "break_glass",
  "ram_user",
  "ram_role",
] as const;

/** What `actor` may read of the log; null: nothing. A RAM user, a role and the primary account read the same (manual, note). */
export function auditScope(actor: Actor): AuditScope | null {
  if (actor.kind === "principal")
    return { accountId: actor.accountId, nouns: consoleNouns, withPrincipals: true, namesStaff: false };
  return actor.kind === "staff" ? staffScope(actor.roles) : null;
}

function staffScope(roles: readonly StaffRole[]): AuditScope | null {
  const whole = { accountId: null, nouns: null, withPrincipals: false, namesStaff: true };
  if (roles.includes("auditor") || roles.includes("manager")) return whole;
  return roles.includes("operator") ? { ...whole, nouns: operatorNouns } : null;
}

/** Whether somebody of the service team with these roles may read the log at all. */
export const readsAudit = (roles: readonly StaffRole[]): boolean => staffScope(roles) !== null;

/** The nouns a reader with these roles can ask about, of `all`. */
export function nounsOf<Noun extends string>(roles: readonly StaffRole[], all: readonly Noun[]): Noun[] {
  const nouns = staffScope(roles)?.nouns ?? null;
  return all.filter((noun) => nouns === null || nouns.includes(noun));
}
