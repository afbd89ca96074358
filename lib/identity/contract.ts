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

/** One of the service team the demo offers to sign in as with one click. */
export type DemoPersonView = { id: string; name: string; signIn: string; roles: StaffRole[] };

/** Which of them. */
export const demoSignInInput = z.object({ id: z.uuid() });
export type DemoSignInInput = z.output<typeof demoSignInInput>;

/** What a sign-in form shows after a refused attempt; null before the first. */
export type SignInState = Refusal | null;
