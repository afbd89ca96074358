import { z } from "zod";

/** Through which door a page of the conversation acts: an employee's channel, or the desk. */
export const personDoorInput = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("employee"), appId: z.string().min(1).max(64) }),
  z.object({ kind: z.literal("staff") }),
]);

import type { StaffRole } from "@/lib/actor/actor";
import type { Refusal } from "@/lib/errors/result";

/** Longer texts cost memory before they are refused. */
const MAX_PASSWORD = 200;
const MIN_PASSWORD = 10;

/** A password as somebody types it to sign in. */
export const typedPassword = z
  .string("identity.wrong_credentials")
  .min(1, "identity.wrong_credentials")
  .max(MAX_PASSWORD, "identity.wrong_credentials");

/** A password as it is chosen. */
export const newPassword = z
  .string()
  .min(MIN_PASSWORD, "identity.password_too_short")
  .max(MAX_PASSWORD, "identity.password_too_long");

/** An e-mail address, compared in lower case. */
export const emailAddress = z
  .string("identity.invalid_email")
  .trim()
  .toLowerCase()
  .pipe(z.email("identity.invalid_email").max(200, "identity.invalid_email"));

/** The name of a person of the service team, as customers see it. */
export const displayName = z
  .string()
  .trim()
  .min(1, "identity.name_missing")
  .max(100, "identity.name_too_long");

/** What a member of the service team signs in with. */
export const signInStaffInput = z.object({ email: emailAddress, password: typedPassword });
export type SignInStaffInput = z.output<typeof signInStaffInput>;

/** The roles of the service team (design.md §3 "Staff"). */
export const staffRoles = ["engineer", "tam", "duty_lead", "manager", "operator", "auditor"] as const;

const chosenRoles = z
  .array(z.enum(staffRoles))
  .min(1, "identity.role_missing")
  .transform((roles) => [...new Set(roles)]);

/** A new member of the service team. */
export const createStaffInput = z.object({
  email: emailAddress,
  name: displayName,
  /** Without one they come in by OpenID Connect alone. */
  password: newPassword.optional(),
  roles: chosenRoles,
});
export type CreateStaffInput = z.output<typeof createStaffInput>;

/** Which member of the service team. */
export const staffEmailInput = z.object({ email: emailAddress });
export type StaffEmailInput = z.output<typeof staffEmailInput>;

/** What somebody of the service team is from now on. */
export const setStaffRolesInput = staffEmailInput.extend({ roles: chosenRoles });
export type SetStaffRolesInput = z.output<typeof setStaffRolesInput>;

/** With what they sign in from now on. */
export const setStaffPasswordInput = staffEmailInput.extend({ password: newPassword });
export type SetStaffPasswordInput = z.output<typeof setStaffPasswordInput>;

/** The service team's accounts; no parameters. */
export type ListStaffInput = Record<string, never>;

/** An account of the service team as operators look after it. */
export type StaffView = {
  personId: string;
  name: string;
  email: string;
  roles: StaffRole[];
  isDisabled: boolean;
  /** False for who comes in by OpenID Connect alone. */
  hasPassword: boolean;
  hasSecondFactor: boolean;
  signedInAt: string | null;
  /** Their personal data is being deleted; `held` until a legal hold is lifted, `failed` until somebody asks again. */
  deletion: "running" | "held" | "failed" | null;
};

/** Who somebody is at the OpenID provider of a door, as the provider calls it (`sub`): never a name that can change. */
const oidcSubject = z
  .string()
  .trim()
  .min(1, "identity.oidc_subject_invalid")
  .max(255, "identity.oidc_subject_invalid");

/** Which member of the service team is who at the desk's OpenID provider. */
export const linkStaffOidcInput = z.object({ email: emailAddress, subject: oidcSubject });
export type LinkStaffOidcInput = z.output<typeof linkStaffOidcInput>;
/** The same of a principal, for the domain that owns them. */
export const oidcSubjectInput = z.object({ subject: oidcSubject });

/** Why a sign-in by OpenID Connect led nowhere: reasons of `identity`, which the sign-in page explains. */
export const oidcProblem = z.enum([
  "oidc_not_configured",
  "oidc_provider_down",
  "oidc_misconfigured",
  "oidc_refused",
  "oidc_mismatch",
  "oidc_expired",
  "oidc_clock",
  "oidc_unknown",
  "oidc_too_many",
  "oidc_failed",
]);
export type OidcProblem = z.output<typeof oidcProblem>;

/** What the address of a sign-in page may say of a sign-in that led nowhere; anything else is not shown. */
export const signInNotice = z.object({
  problem: oidcProblem.optional().catch(undefined),
  request: z
    .string()
    .regex(/^[\w-]{8,64}$/)
    .optional()
    .catch(undefined),
});
export type SignInNotice = z.output<typeof signInNotice>;

/** What a sign-in page offers besides the password: the provider, by the name it was given. */
export type OidcOfferView = { name: string | null };

/** One of the service team the demo offers to sign in as with one click. */
export type DemoPersonView = { id: string; name: string; signIn: string; roles: StaffRole[] };

/** Which of them. */
export const demoSignInInput = z.object({ id: z.uuid() });
export type DemoSignInInput = z.output<typeof demoSignInInput>;

/** What a sign-in form shows after a refused attempt; null before the first. */
export type SignInState = Refusal | null;

/** The doors people enter with a password of ours, or through an OpenID provider. */
export const signInDoor = z.enum(["staff", "console"]);
export type SignInDoor = z.output<typeof signInDoor>;

/** How the first step of a sign-in was passed. */
export type SignInMethod = "password" | "oidc";

/** What a first step that was passed leads to: a session, or the question for the second factor (what the browser keeps until then). */
export type SignInOutcome = { sessionId: string; secondStep: null } | { sessionId: null; secondStep: string };

/** A code of the authenticator app, or a recovery code, however it is grouped. */
const secondFactorCode = z
  .string("identity.code_missing")
  .max(60, "identity.wrong_code")
  .transform((code) => code.replace(/[\s-]/g, "").toLowerCase())
  .pipe(z.string().min(1, "identity.code_missing"));

/** The second step of a sign-in: what the browser kept since the password, and the code. */
export const secondStepInput = z.object({
  secondStep: z.string("identity.second_step_expired").max(1_000, "identity.second_step_expired"),
  code: secondFactorCode,
});
export type SecondStepInput = z.output<typeof secondStepInput>;

/** A code, from who is signed in. */
export const secondFactorCodeInput = z.object({ code: secondFactorCode });
export type SecondFactorCodeInput = z.output<typeof secondFactorCodeInput>;

/** Setting up a second factor; in place of one that is there, with a code of it. */
export const startSecondFactorInput = z.object({ code: secondFactorCode.optional() });
export type StartSecondFactorInput = z.output<typeof startSecondFactorInput>;

/** What an authenticator app needs; shown to its owner until a first code has confirmed it. */
export type EnrolmentView = {
  /** In base32, to be typed. */
  secret: string;
  keyUri: string;
  /** The same to be scanned, as a picture's address (`data:`). */
  qrCode: string;
};

/** Shown once. */
export type RecoveryCodesView = { recoveryCodes: string[] };

/** One of one's own sessions. */
export const sessionIdInput = z.object({ sessionId: z.uuid() });
export type SessionIdInput = z.output<typeof sessionIdInput>;

/** A session as its owner may recognise it. */
export type OwnSessionView = {
  id: string;
  openedAt: string;
  browser: string | null;
  system: string | null;
  /** Under an assumed RAM role. */
  role: string | null;
  isThis: boolean;
};

/** The page about one's own sign-in. */
export type SecurityView = {
  /** Null until a factor is set up and confirmed. */
  secondFactor: { confirmedAt: string; recoveryCodesLeft: number } | null;
  /** Whether this installation demands a second factor of everybody. */
  isRequired: boolean;
  sessions: OwnSessionView[];
};
