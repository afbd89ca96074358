import { z } from "zod";
import { displayName, newPassword, oidcSubjectInput, typedPassword } from "@/lib/identity/contract";

/** What stands after the @ of a RAM user's sign-in name. */
export const accountAlias = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,48}[a-z0-9])?$/, "accounts.invalid_alias");

/** The name of a RAM user or role, unique in its account. */
const principalName = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9._-]{1,64}$/, "accounts.invalid_principal_name");

/** What somebody signs in to the console with: `alias` (the primary account) or `name@alias` (a RAM user). */
export const signInPrincipalInput = z.object({
  name: z
    .string("identity.wrong_credentials")
    .trim()
    .min(1, "identity.wrong_credentials")
    .max(130, "identity.wrong_credentials"),
  password: typedPassword,
});
export type SignInPrincipalInput = z.output<typeof signInPrincipalInput>;

/** A new cloud account with its primary principal. */
export const createAccountInput = z.object({ name: displayName, alias: accountAlias, password: newPassword });
export type CreateAccountInput = z.output<typeof createAccountInput>;

/** A new RAM user of an account. */
export const createRamUserInput = z.object({
  alias: accountAlias,
  name: principalName,
  password: newPassword,
});
export type CreateRamUserInput = z.output<typeof createRamUserInput>;

/** A new RAM role of an account. */
export const createRamRoleInput = z.object({ alias: accountAlias, name: principalName });
export type CreateRamRoleInput = z.output<typeof createRamRoleInput>;

/** That a RAM user may assume a RAM role. */
export const grantRoleInput = z.object({ alias: accountAlias, user: principalName, role: principalName });
export type GrantRoleInput = z.output<typeof grantRoleInput>;

/** Whose second factor is taken away: a RAM user's, or the primary account's. */
export const resetPrincipalInput = z.object({ alias: accountAlias, user: principalName.optional() });
export type ResetPrincipalInput = z.output<typeof resetPrincipalInput>;

/** Which principal is who at the console's OpenID provider: a RAM user, or the primary account. */
export const linkPrincipalOidcInput = resetPrincipalInput.extend(oidcSubjectInput.shape);
export type LinkPrincipalOidcInput = z.output<typeof linkPrincipalOidcInput>;

/** Who is to be known at no OpenID provider any more. */
export const unlinkPrincipalOidcInput = z.object({ alias: accountAlias, user: principalName.optional() });

/** The tiers of the Enterprise Support Plan. */
export const planTiers = ["enterprise", "enterprise_plus"] as const;

/** The support plan of an account: from the first instant of validFrom to the last before validTo. */
export const setPlanInput = z
  .object({ alias: accountAlias, tier: z.enum(planTiers), validFrom: z.date(), validTo: z.date() })
  .refine(({ validFrom, validTo }) => validFrom < validTo, "accounts.plan_ends_before_it_begins");
export type SetPlanInput = z.output<typeof setPlanInput>;

/** Identifies an account by its alias. */
export type AccountAliasInput = { alias: string };

/** The role a RAM user assumes. */
export const assumeRoleInput = z.object({ roleId: z.uuid() });
export type AssumeRoleInput = z.output<typeof assumeRoleInput>;

/** A support plan as its account sees it. */
export type PlanView = {
  id: string;
  tier: (typeof planTiers)[number];
  validFrom: string;
  validTo: string;
  tamId: string | null;
  deputyId: string | null;
};

/** Whether an account is entitled to service now; without an active plan no channel can be added (manual, note). */
export type PlanStateView =
  | { state: "none"; plan: null }
  | { state: "active" | "expired" | "not_started"; plan: PlanView };

/** An account as operators see it. */
export type AccountView = { id: string; name: string; alias: string; plan: PlanStateView };

/** Who is at the console: for its header and for choosing a role. */
export type ConsoleIdentityView = {
  accountName: string;
  /** `alias` or `name@alias`. */
  signInName: string;
  kind: "primary" | "ram_user";
  assumedRole: { id: string; name: string } | null;
  /** The roles that may be assumed. */
  roles: { id: string; name: string }[];
};

/** A principal the demo offers to sign in as with one click; `name` is its account's. */
export type DemoPrincipalView = { id: string; name: string; signIn: string; kind: "primary" | "ram_user" };
