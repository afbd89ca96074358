"use server";

import { redirect } from "next/navigation";
import { clientAddress } from "@/lib/http/client-address";
import { answerAction } from "@/lib/http/run-action";
import { signOut } from "@/lib/http/sign-out";
import { signInDemoPerson } from "@/lib/identity/commands/sign-in-demo-person";
import { signInStaff } from "@/lib/identity/commands/sign-in-staff";
import { demoSignInInput, type SignInState, signInStaffInput } from "@/lib/identity/contract";
import { returnAddress } from "@/lib/identity/return-address";
import { setStaffSession } from "@/lib/identity/session";

/** The desk's sign-in form: `email`, `password`, `returnTo`. Goes on to the desk, or tells what was wrong. */
export async function signInStaffAction(_before: SignInState, form: FormData): Promise<SignInState> {
  const result = await answerAction(async (request, { now }) => {
    const input = signInStaffInput.parse(Object.fromEntries(form));
    const { sessionId } = await signInStaff(input, { now, address: clientAddress(request) });
    await setStaffSession(sessionId);
    redirect(returnAddress(form.get("returnTo"), "/desk"));
  });
  return result.ok ? null : result.error;
}

/** The demo's one click at the desk's sign-in page: `id`, `returnTo`. */
export async function signInDemoPersonAction(_before: SignInState, form: FormData): Promise<SignInState> {
  const result = await answerAction(async (_request, at) => {
    const { sessionId } = await signInDemoPerson(demoSignInInput.parse(Object.fromEntries(form)), at);
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
