"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import type { Result } from "@/lib/errors/result";
import { clientAddress } from "@/lib/http/client-address";
import { answerAction, runAction, runSelfAction } from "@/lib/http/run-action";
import { signOut } from "@/lib/http/sign-out";
import { confirmSecondFactor } from "@/lib/identity/commands/confirm-second-factor";
import { createStaff } from "@/lib/identity/commands/create-staff";
import { disableStaff } from "@/lib/identity/commands/disable-staff";
import { enableStaff } from "@/lib/identity/commands/enable-staff";
import { finishStaffSignIn } from "@/lib/identity/commands/finish-staff-sign-in";
import { removeSecondFactor } from "@/lib/identity/commands/remove-second-factor";
import { resetStaffSecondFactor } from "@/lib/identity/commands/reset-staff-second-factor";
import { revokeOtherSessions } from "@/lib/identity/commands/revoke-other-sessions";
import { revokeSession } from "@/lib/identity/commands/revoke-session";
import { setStaffPassword } from "@/lib/identity/commands/set-staff-password";
import { setStaffRoles } from "@/lib/identity/commands/set-staff-roles";
import { showSecondFactor } from "@/lib/identity/commands/show-second-factor";
import { signInDemoPerson } from "@/lib/identity/commands/sign-in-demo-person";
import { signInStaff } from "@/lib/identity/commands/sign-in-staff";
import { startSecondFactor } from "@/lib/identity/commands/start-second-factor";
import {
  createStaffInput,
  demoSignInInput,
  type EnrolmentView,
  type RecoveryCodesView,
  secondFactorCodeInput,
  secondStepInput,
  sessionIdInput,
  setStaffPasswordInput,
  setStaffRolesInput,
  signInDoor,
  type SignInState,
  signInStaffInput,
  staffEmailInput,
  startSecondFactorInput,
} from "@/lib/identity/contract";
import { returnAddress } from "@/lib/identity/return-address";
import { forgetSecondStep, keepSecondStep, keptSecondStep } from "@/lib/identity/second-step-cookie";
import { setStaffSession } from "@/lib/identity/session";
import { signInAddress } from "@/lib/identity/sign-in-address";

/** The desk's sign-in form: `email`, `password`, `returnTo`. Goes on to the desk or to the second step, or tells what was wrong. */
export async function signInStaffAction(_before: SignInState, form: FormData): Promise<SignInState> {
  const result = await answerAction(async (request, { now }) => {
    const input = signInStaffInput.parse(Object.fromEntries(form));
    const from = { address: clientAddress(request), userAgent: request.get("user-agent") };
    const { sessionId, secondStep } = await signInStaff(input, { now, ...from });
    const returnTo = returnAddress(form.get("returnTo"), "/desk");
    if (sessionId === null) {
      await keepSecondStep("staff", secondStep);
      redirect(signInAddress("staff", returnTo));
    }
    await setStaffSession(sessionId);
    redirect(returnTo);
  });
  return result.ok ? null : result.error;
}

/** The second step at the desk: `code`, `returnTo`. */
export async function finishStaffSignInAction(_before: SignInState, form: FormData): Promise<SignInState> {
  const result = await answerAction(async (request, { now }) => {
    const secondStep = await keptSecondStep("staff");
    const input = secondStepInput.parse({ secondStep, code: form.get("code") });
    const from = { address: clientAddress(request), userAgent: request.get("user-agent") };
    const { sessionId } = await finishStaffSignIn(input, { now, ...from });
    await setStaffSession(sessionId);
    await forgetSecondStep("staff");
    redirect(returnAddress(form.get("returnTo"), "/desk"));
  });
  return result.ok ? null : result.error;
}

/** Back from the second step to name and password: `door`, `returnTo`. */
export async function startOverAction(_before: SignInState, form: FormData): Promise<SignInState> {
  const result = await answerAction(async () => {
    const door = signInDoor.parse(form.get("door"));
    await forgetSecondStep(door);
    redirect(
      signInAddress(door, returnAddress(form.get("returnTo"), door === "staff" ? "/desk" : "/console")),
    );
  });
  return result.ok ? null : result.error;
}

/** The demo's one click at the desk's sign-in page: `id`, `returnTo`. */
export async function signInDemoPersonAction(_before: SignInState, form: FormData): Promise<SignInState> {
  const result = await answerAction(async (request, { now }) => {
    const input = demoSignInInput.parse(Object.fromEntries(form));
    const { sessionId } = await signInDemoPerson(input, { now, userAgent: request.get("user-agent") });
    await setStaffSession(sessionId);
    redirect(returnAddress(form.get("returnTo"), "/desk"));
  });
  return result.ok ? null : result.error;
}

/** Signs out of the desk in this browser. */
export async function signOutStaffAction(): Promise<void> {
  await signOut("staff");
  redirect("/desk/sign-in");
}

/** Begins to set up one's own second factor; in place of one that is there with a `code` of it. */
export async function startSecondFactorAction(door: unknown, raw: unknown): Promise<Result<EnrolmentView>> {
  return runSelfAction(door, startSecondFactorInput, raw, startSecondFactor);
}

/** Confirms one's own second factor with a first `code`. */
export async function confirmSecondFactorAction(
  door: unknown,
  raw: unknown,
): Promise<Result<RecoveryCodesView>> {
  return runSelfAction(door, secondFactorCodeInput, raw, confirmSecondFactor);
}

/** Removes one's own second factor with a `code` of it. */
export async function removeSecondFactorAction(door: unknown, raw: unknown): Promise<Result<void>> {
  return runSelfAction(door, secondFactorCodeInput, raw, removeSecondFactor);
}

/** Shows one's own second factor again, for privileged acts: `code`. */
export async function showSecondFactorAction(door: unknown, raw: unknown): Promise<Result<void>> {
  return runSelfAction(door, secondFactorCodeInput, raw, showSecondFactor);
}

/** Ends one of one's own sessions: `sessionId`. */
export async function revokeSessionAction(door: unknown, raw: unknown): Promise<Result<void>> {
  return runSelfAction(door, sessionIdInput, raw, revokeSession);
}

/** Ends all of one's own sessions but this one. */
export async function revokeOtherSessionsAction(door: unknown): Promise<Result<{ ended: number }>> {
  return runSelfAction(door, z.object({}), {}, revokeOtherSessions);
}

/** Makes a member of the service team: `email`, `name`, `roles`, `password` unless they come in by OpenID Connect alone. */
export async function createStaffAction(raw: unknown): Promise<Result<{ personId: string; email: string }>> {
  return thenStaffPage(await runAction("staff", createStaffInput, raw, createStaff));
}

/** Changes what a member of the service team is: `email`, `roles`. */
export async function setStaffRolesAction(raw: unknown): Promise<Result<void>> {
  return thenStaffPage(await runAction("staff", setStaffRolesInput, raw, setStaffRoles));
}

/** Gives a member of the service team another password: `email`, `password`. */
export async function setStaffPasswordAction(raw: unknown): Promise<Result<{ signedOut: number }>> {
  return thenStaffPage(await runAction("staff", setStaffPasswordInput, raw, setStaffPassword));
}

/** Switches a member of the service team off: `email`. */
export async function disableStaffAction(raw: unknown): Promise<Result<{ signedOut: number }>> {
  return thenStaffPage(await runAction("staff", staffEmailInput, raw, disableStaff));
}

/** Switches them on again: `email`. */
export async function enableStaffAction(raw: unknown): Promise<Result<void>> {
  return thenStaffPage(await runAction("staff", staffEmailInput, raw, enableStaff));
}

/** Takes the second factor from who lost it: `email`. */
export async function resetStaffSecondFactorAction(raw: unknown): Promise<Result<void>> {
  return thenStaffPage(await runAction("staff", staffEmailInput, raw, resetStaffSecondFactor));
}

/** The page of the service team's accounts comes again with the answer. */
function thenStaffPage<View>(result: Result<View>): Result<View> {
  revalidatePath("/desk/staff");
  return result;
}
