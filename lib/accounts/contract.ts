import { z } from "zod";
import type { PrincipalPermission } from "@/lib/actor/actor";
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

/** What a RAM user or role may do besides reading. */
export const principalPermissions = [
  "channels",
  "data",
  "principals",
] as const satisfies PrincipalPermission[];

const chosenPermissions = z
  .array(z.enum(principalPermissions))
  .transform((chosen) => principalPermissions.filter((permission) => chosen.includes(permission)));

/** A new RAM user of an account; unless told otherwise one who manages channels (manual, note). */
export const createRamUserInput = z.object({
  alias: accountAlias,
  name: principalName,
  password: newPassword,
  permissions: chosenPermissions.optional(),
});
export type CreateRamUserInput = z.output<typeof createRamUserInput>;

/** A new RAM role of an account. */
export const createRamRoleInput = createRamUserInput.omit({ password: true });
export type CreateRamRoleInput = z.output<typeof createRamRoleInput>;

/** A RAM user or role of an account. */
export const principalInput = z.object({ alias: accountAlias, name: principalName });
export type PrincipalInput = z.output<typeof principalInput>;

/** What a RAM user or role may do from now on. */
export const setPermissionsInput = principalInput.extend({ permissions: chosenPermissions });
export type SetPermissionsInput = z.output<typeof setPermissionsInput>;

/** With what a RAM user signs in from now on. */
export const setRamUserPasswordInput = principalInput.extend({ password: newPassword });
export type SetRamUserPasswordInput = z.output<typeof setRamUserPasswordInput>;

/** That a RAM user may assume a RAM role, or no longer. */
export const grantRoleInput = z.object({ alias: accountAlias, user: principalName, role: principalName });
export type GrantRoleInput = z.output<typeof grantRoleInput>;

/** Whose second factor is taken away: a RAM user's, or the primary account's. */
export const resetPrincipalInput = z.object({ alias: accountAlias, user: principalName.optional() });
export type ResetPrincipalInput = z.output<typeof resetPrincipalInput>;

/** The same at the console, where it is a RAM user's. */
export const resetRamUserInput = resetPrincipalInput.required();

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

/** Who else may do something: RAM users and the primary account by what they sign in with, and roles one may assume oneself. */
type HoldersView = { users: string[]; roles: string[] };

/** Who is at the console: for its header, for choosing a role, and for what is offered. */
export type ConsoleIdentityView = {
  accountName: string;
  /** `alias` or `name@alias`. */
  signInName: string;
  kind: "primary" | "ram_user";
  assumedRole: { id: string; name: string } | null;
  /** The roles that may be assumed. */
  roles: { id: string; name: string }[];
  /** What they may do now. */
  permissions: readonly PrincipalPermission[];
  /** Of what they may not do: who may. */
  others: Partial<Record<PrincipalPermission, HoldersView>>;
};

/** The users and roles of an account. */
export type ListPrincipalsInput = Record<string, never>;

/** One who acts for an account, as its own people see them. */
export type PrincipalView = {
  id: string;
  kind: "primary" | "ram_user" | "ram_role";
  name: string;
  /** `alias` or `name@alias`; null for a role, as which nobody signs in. */
  signInName: string | null;
  isDisabled: boolean;
  permissions: readonly PrincipalPermission[];
  hasSecondFactor: boolean;
  signedInAt: string | null;
  /** By name: of a user the roles they may assume, of a role who may. */
  grants: string[];
  /** Whether the reader may change them. */
  mayManage: boolean;
};

/** All of an account's. */
export type PrincipalsView = { alias: string; principals: PrincipalView[] };

/** A principal the demo offers to sign in as with one click; `name` is its account's. */
export type DemoPrincipalView = { id: string; name: string; signIn: string; kind: "primary" | "ram_user" };
