import { attemptCookieOptions } from "@/lib/identity/attempt-cookie";
import { cookies } from "next/headers";
import { explainFailure } from "@/app/thirdparty/feishu/explain-failure";
import { openEmployeeSession } from "@/app/thirdparty/feishu/open-employee-session";
import { orProblemPage } from "@/app/thirdparty/feishu/or-problem-page";
import { problemAddress } from "@/app/thirdparty/feishu/problem-address";
import { workbenchPath } from "@/lib/channels/return-path";
import { attemptCookie, callbackUrl, finishAttempt } from "@/lib/channels/sign-in-attempt";
import { currentTime } from "@/lib/config/clock";
import { employeeActor } from "@/lib/identity/session";

type Context = { params: Promise<{ appId: string }> };

/** The attempt this callback belongs to, if this browser began it. An attempt is good for one callback. */
async function takeAttempt(appId: string, state: string) {
  const jar = await cookies();
  const name = attemptCookie(
    jar.getAll().map((cookie) => cookie.name),
    state,
  );
  if (name === undefined) return null;
  const value = jar.get(name)?.value ?? "";
  jar.set(name, "", { ...attemptCookieOptions(), maxAge: 0 });
  return finishAttempt(appId, state, value, currentTime());
}

async function finish(appId: string, query: URLSearchParams): Promise<string> {
  const attempt = await takeAttempt(appId, query.get("state") ?? "");
  if (attempt === null) {
    // The back button after a finished sign-in is no error worth a page.
    const isIn = (await employeeActor(appId)) !== null;
    return isIn ? workbenchPath(appId) : problemAddress(appId, "state_mismatch");
  }
  const { returnTo, codeVerifier } = attempt;
  const code = query.get("code");
  if (code === null) {
    const isRefused = query.get("error") === "access_denied";
    return problemAddress(appId, isRefused ? "refused" : "failed", returnTo);
  }
  try {
    await openEmployeeSession({ appId, code, redirect: { redirectUri: callbackUrl(appId), codeVerifier } });
    return returnTo;
  } catch (thrown) {
    return problemAddress(appId, explainFailure(thrown, "redirect"), returnTo);
  }
}

/** Where Feishu sends the browser back to: signs in and goes on to the page asked for, or to one that explains. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { appId } = await params;
  return orProblemPage(request, appId, () => finish(appId, new URL(request.url).searchParams));
}
