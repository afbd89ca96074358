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

/** A new member of the service team. */
export const createStaffInput = z.object({
  email: emailAddress,
  name: displayName,
  password: newPassword,
  roles: z.array(z.enum(staffRoles)).min(1, "identity.role_missing"),
});
export type CreateStaffInput = z.output<typeof createStaffInput>;

/** Which member of the service team. */
export const staffEmailInput = z.object({ email: emailAddress });
export type StaffEmailInput = z.output<typeof staffEmailInput>;

/** One of the service team the demo offers to sign in as with one click. */
export type DemoPersonView = { id: string; name: string; signIn: string; roles: StaffRole[] };

/** Which of them. */
export const demoSignInInput = z.object({ id: z.uuid() });
export type DemoSignInInput = z.output<typeof demoSignInInput>;

/** What a sign-in form shows after a refused attempt; null before the first. */
export type SignInState = Refusal | null;

/** The doors people enter with a password of ours. */
export const signInDoor = z.enum(["staff", "console"]);
export type SignInDoor = z.output<typeof signInDoor>;

/** What a right password leads to: a session, or the question for the second factor (what the browser keeps until then). */
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
