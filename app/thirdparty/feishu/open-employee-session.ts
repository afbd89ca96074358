import { headers } from "next/headers";
import { signInEmployee } from "@/lib/channels/commands/sign-in-employee";
import type { SignInEmployeeInput } from "@/lib/channels/contract";
import { currentTime } from "@/lib/config/clock";
import { requestLocale } from "@/lib/i18n/request-locale";
import { setEmployeeSession } from "@/lib/identity/session";

/** Signs in with a code of Feishu and hands the session to this browser: what both ways in, redirect and client, end with. */
export async function openEmployeeSession(grant: Omit<SignInEmployeeInput, "locale">): Promise<void> {
  const input = { ...grant, locale: await requestLocale() };
  const { sessionId } = await signInEmployee(input, {
    now: currentTime(),
    userAgent: (await headers()).get("user-agent"),
  });
  await setEmployeeSession(grant.appId, sessionId);
}
