"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { assumeRole } from "@/lib/accounts/commands/assume-role";
import { createRamRole } from "@/lib/accounts/commands/create-ram-role";
import { createRamUser } from "@/lib/accounts/commands/create-ram-user";
import { disablePrincipal } from "@/lib/accounts/commands/disable-principal";
import { enablePrincipal } from "@/lib/accounts/commands/enable-principal";
import { finishPrincipalSignIn } from "@/lib/accounts/commands/finish-principal-sign-in";
import { grantRole } from "@/lib/accounts/commands/grant-role";
import { leaveRole } from "@/lib/accounts/commands/leave-role";
import { resetPrincipalSecondFactor } from "@/lib/accounts/commands/reset-principal-second-factor";
import { revokeRole } from "@/lib/accounts/commands/revoke-role";
import { setPermissions } from "@/lib/accounts/commands/set-permissions";
import { setRamUserPassword } from "@/lib/accounts/commands/set-ram-user-password";
import { signInDemoPrincipal } from "@/lib/accounts/commands/sign-in-demo-principal";
import { signInPrincipal } from "@/lib/accounts/commands/sign-in-principal";
import {
  assumeRoleInput,
  createRamRoleInput,
  createRamUserInput,
  grantRoleInput,
  principalInput,
  resetRamUserInput,
  setPermissionsInput,
  setRamUserPasswordInput,
  signInPrincipalInput,
} from "@/lib/accounts/contract";
import type { Result } from "@/lib/errors/result";
import { clientAddress } from "@/lib/http/client-address";
import { answerAction, runAction } from "@/lib/http/run-action";
import { signOut } from "@/lib/http/sign-out";
import { demoSignInInput, secondStepInput, type SignInState } from "@/lib/identity/contract";
import { returnAddress } from "@/lib/identity/return-address";
import { forgetSecondStep, keepSecondStep, keptSecondStep } from "@/lib/identity/second-step-cookie";
import { setConsoleSession } from "@/lib/identity/session";
import { signInAddress } from "@/lib/identity/sign-in-address";

/** The console's sign-in form: `name`, `password`, `returnTo`. Goes on to the console or to the second step, or tells what was wrong. */
export async function signInPrincipalAction(_before: SignInState, form: FormData): Promise<SignInState> {
  const result = await answerAction(async (request, { now }) => {
    const input = signInPrincipalInput.parse(Object.fromEntries(form));
    const from = { address: clientAddress(request), userAgent: request.get("user-agent") };
    const { sessionId, secondStep } = await signInPrincipal(input, { now, ...from });
    const returnTo = returnAddress(form.get("returnTo"), "/console");
    if (sessionId === null) {
      await keepSecondStep("console", secondStep);
      redirect(signInAddress("console", returnTo));
    }
    await setConsoleSession(sessionId);
    redirect(returnTo);
  });
  return result.ok ? null : result.error;
}

/** The second step at the console: `code`, `returnTo`. */
export async function finishPrincipalSignInAction(
  _before: SignInState,
  form: FormData,
): Promise<SignInState> {
  const result = await answerAction(async (request, { now }) => {
    const secondStep = await keptSecondStep("console");
    const input = secondStepInput.parse({ secondStep, code: form.get("code") });
    const from = { address: clientAddress(request), userAgent: request.get("user-agent") };
    const { sessionId } = await finishPrincipalSignIn(input, { now, ...from });
    await setConsoleSession(sessionId);
    await forgetSecondStep("console");
    redirect(returnAddress(form.get("returnTo"), "/console"));
  });
  return result.ok ? null : result.error;
}

/** The demo's one click at the console's sign-in page: `id`, `returnTo`. */
export async function signInDemoPrincipalAction(_before: SignInState, form: FormData): Promise<SignInState> {
  const result = await answerAction(async (request, { now }) => {
    const input = demoSignInInput.parse(Object.fromEntries(form));
    const { sessionId } = await signInDemoPrincipal(input, { now, userAgent: request.get("user-agent") });
    await setConsoleSession(sessionId);
    redirect(returnAddress(form.get("returnTo"), "/console"));
  });
  return result.ok ? null : result.error;
}

/** Assumes a role: `roleId`. The page comes again under the new identity. */
export async function assumeRoleAction(_before: SignInState, form: FormData): Promise<SignInState> {
  const result = await runAction("console", assumeRoleInput, form, async (actor, input, at) => {
    const { sessionId } = await assumeRole(actor, input, at);
    await setConsoleSession(sessionId);
    redirect("/console");
  });
  return result.ok ? null : result.error;
}

/** Returns from the assumed role to who signed in. */
export async function leaveRoleAction(_before: SignInState, _form: FormData): Promise<SignInState> {
  const result = await runAction("console", z.object({}), {}, async (actor, input, at) => {
    const { sessionId } = await leaveRole(actor, input, at);
    await setConsoleSession(sessionId);
    redirect("/console");
  });
  return result.ok ? null : result.error;
}

/** Signs out of the console in this browser. */
export async function signOutPrincipalAction(): Promise<void> {
  await signOut("console");
  redirect("/console/sign-in");
}

/** Shows the page of users and roles anew once something there was done. */
function thenPrincipalsPage<View>(result: Result<View>): Result<View> {
  if (result.ok) revalidatePath("/console/principals");
  return result;
}

/** Makes a RAM user of the account. */
export async function createRamUserAction(raw: unknown): Promise<Result<{ principalId: string }>> {
  return thenPrincipalsPage(await runAction("console", createRamUserInput, raw, createRamUser));
}

/** Makes a RAM role of the account. */
export async function createRamRoleAction(raw: unknown): Promise<Result<{ principalId: string }>> {
  return thenPrincipalsPage(await runAction("console", createRamRoleInput, raw, createRamRole));
}

/** Changes what a RAM user or role may do. */
export async function setPermissionsAction(raw: unknown): Promise<Result<void>> {
  return thenPrincipalsPage(await runAction("console", setPermissionsInput, raw, setPermissions));
}

/** Lets a RAM user assume a RAM role. */
export async function grantRoleAction(raw: unknown): Promise<Result<void>> {
  return thenPrincipalsPage(await runAction("console", grantRoleInput, raw, grantRole));
}

/** Takes a RAM role from a RAM user. */
export async function revokeRoleAction(raw: unknown): Promise<Result<void>> {
  return thenPrincipalsPage(await runAction("console", grantRoleInput, raw, revokeRole));
}

/** Gives a RAM user another password and signs them out. */
export async function setRamUserPasswordAction(raw: unknown): Promise<Result<{ signedOut: number }>> {
  return thenPrincipalsPage(await runAction("console", setRamUserPasswordInput, raw, setRamUserPassword));
}

/** Switches a RAM user or role off. */
export async function disablePrincipalAction(raw: unknown): Promise<Result<{ signedOut: number }>> {
  return thenPrincipalsPage(await runAction("console", principalInput, raw, disablePrincipal));
}

/** Switches a RAM user or role on again. */
export async function enablePrincipalAction(raw: unknown): Promise<Result<void>> {
  return thenPrincipalsPage(await runAction("console", principalInput, raw, enablePrincipal));
}

/** Takes the second factor from a RAM user who lost theirs. */
export async function resetPrincipalSecondFactorAction(raw: unknown): Promise<Result<void>> {
  return thenPrincipalsPage(await runAction("console", resetRamUserInput, raw, resetPrincipalSecondFactor));
}
