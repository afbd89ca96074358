"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { assumeRole } from "@/lib/accounts/commands/assume-role";
import { leaveRole } from "@/lib/accounts/commands/leave-role";
import { signInDemoPrincipal } from "@/lib/accounts/commands/sign-in-demo-principal";
import { signInPrincipal } from "@/lib/accounts/commands/sign-in-principal";
import { assumeRoleInput, signInPrincipalInput } from "@/lib/accounts/contract";
import { clientAddress } from "@/lib/http/client-address";
import { answerAction, runAction } from "@/lib/http/run-action";
import { signOut } from "@/lib/http/sign-out";
import { demoSignInInput, type SignInState } from "@/lib/identity/contract";
import { returnAddress } from "@/lib/identity/return-address";
import { setConsoleSession } from "@/lib/identity/session";

/** The console's sign-in form: `name`, `password`, `returnTo`. Goes on to the console, or tells what was wrong. */
export async function signInPrincipalAction(_before: SignInState, form: FormData): Promise<SignInState> {
  const result = await answerAction(async (request, { now }) => {
    const input = signInPrincipalInput.parse(Object.fromEntries(form));
    const { sessionId } = await signInPrincipal(input, { now, address: clientAddress(request) });
    await setConsoleSession(sessionId);
    redirect(returnAddress(form.get("returnTo"), "/console"));
  });
  return result.ok ? null : result.error;
}

/** The demo's one click at the console's sign-in page: `id`, `returnTo`. */
export async function signInDemoPrincipalAction(_before: SignInState, form: FormData): Promise<SignInState> {
  const result = await answerAction(async (_request, at) => {
    const { sessionId } = await signInDemoPrincipal(demoSignInInput.parse(Object.fromEntries(form)), at);
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
