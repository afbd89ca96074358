import { attemptCookieOptions } from "@/lib/identity/attempt-cookie";
import { cookies } from "next/headers";
import { type At, currentTime } from "@/lib/config/clock";
import { isAppError } from "@/lib/errors/app-error";
import { clientAddress } from "@/lib/http/client-address";
import { requestIdFrom } from "@/lib/http/request-id";
import type { RouteHandler } from "@/lib/http/route";
import { oidcProblem, type OidcProblem, type SignInDoor, type SignInOutcome } from "@/lib/identity/contract";
import {
  finishOidcAttempt,
  oidcAttemptCookie,
  type OidcAttempt,
  rootOf,
  startOidcAttempt,
  surplusOidcAttempts,
} from "@/lib/identity/oidc-attempt";
import type { OpenedFrom } from "@/lib/identity/open-session";
import type { OidcCallback } from "@/lib/identity/prove-by-oidc";
import { forgetSecondStep, keepSecondStep } from "@/lib/identity/second-step-cookie";
import { consoleActor, setConsoleSession, setStaffSession, staffActor } from "@/lib/identity/session";
import { signInAddress } from "@/lib/identity/sign-in-address";
import { log } from "@/lib/log/logger";
import { currentRequestId, withRequestId } from "@/lib/log/request-context";

type SignInByOidc = (
  callback: OidcCallback,
  at: At & OpenedFrom & { address: string },
) => Promise<SignInOutcome>;

/** Leads the browser on; nothing of the way is kept in a cache. */
const seeOther = (location: string): Response =>
  new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } });

/** What the sign-in page is to say of something thrown; what nobody expected is logged whole. */
function problemOf(thrown: unknown): OidcProblem {
  if (!isAppError(thrown)) {
    log.error("sign_in.failed", thrown, { method: "oidc" });
    return "oidc_failed";
  }
  if (thrown.code === "RATE_LIMITED") return "oidc_too_many";
  const problem = oidcProblem.safeParse(thrown.reason.replace("identity.", "")).data ?? "oidc_failed";
  const said = thrown.cause instanceof Error ? thrown.cause.message : "";
  if (problem !== "oidc_unknown") log.warn("sign_in.refused", { method: "oidc", problem, said });
  return problem;
}

/** The sign-in page, which tells the problem, and names the request where an operator has to look. */
function problemAddress(door: SignInDoor, returnTo: string, problem: OidcProblem): string {
  const isOurs = problem === "oidc_failed" || problem === "oidc_misconfigured";
  const request = isOurs ? `&request=${currentRequestId() ?? ""}` : "";
  return `${signInAddress(door, returnTo)}&problem=${problem}${request}`;
}

async function begin(door: SignInDoor, query: URLSearchParams): Promise<string> {
  const afresh = query.get("afresh") === "true";
  const attempt = await startOidcAttempt(door, { askedFor: query.get("returnTo"), afresh }, currentTime());
  const jar = await cookies();
  const names = jar.getAll().map(({ name }) => name);
  // Not `delete`: a browser takes a change of a __Host- cookie only with all of its attributes.
  for (const name of surplusOidcAttempts(door, names))
    jar.set(name, "", { ...attemptCookieOptions(), maxAge: 0 });
  jar.set(attempt.cookieName, attempt.cookieValue, attemptCookieOptions());
  // Whoever comes in this way starts over: what another first step left is not to be asked for its code.
  await forgetSecondStep(door);
  return attempt.authorizeUrl;
}

/** The attempt this callback belongs to, if this browser began it. An attempt is good for one callback. */
async function takeAttempt(door: SignInDoor, state: string): Promise<OidcAttempt | null> {
  const jar = await cookies();
  const names = jar.getAll().map(({ name }) => name);
  const name = oidcAttemptCookie(door, names, state);
  if (name === undefined) return null;
  const value = jar.get(name)?.value ?? "";
  jar.set(name, "", { ...attemptCookieOptions(), maxAge: 0 });
  return finishOidcAttempt(door, state, value, currentTime());
}

/** Where a callback without an attempt leads: the back button after a finished sign-in is no error worth a page. */
async function withoutAttempt(door: SignInDoor): Promise<string> {
  const actor = await (door === "staff" ? staffActor() : consoleActor());
  return actor ? rootOf(door) : problemAddress(door, rootOf(door), "oidc_mismatch");
}

async function finish(door: SignInDoor, request: Request, signIn: SignInByOidc): Promise<string> {
  const { search, searchParams } = new URL(request.url);
  const attempt = await takeAttempt(door, searchParams.get("state") ?? "");
  if (attempt === null) return withoutAttempt(door);
  const { returnTo } = attempt;
  const from = { address: clientAddress(request.headers), userAgent: request.headers.get("user-agent") };
  try {
    const outcome = await signIn({ attempt, query: search }, { now: currentTime(), ...from });
    if (outcome.sessionId === null) {
      await keepSecondStep(door, outcome.secondStep);
      return signInAddress(door, returnTo);
    }
    await (door === "staff" ? setStaffSession : setConsoleSession)(outcome.sessionId);
    return returnTo;
  } catch (thrown) {
    return problemAddress(door, returnTo, problemOf(thrown));
  }
}

async function orProblemPage(
  door: SignInDoor,
  request: Request,
  next: () => Promise<string>,
): Promise<Response> {
  return withRequestId(requestIdFrom(request.headers), async () => {
    try {
      return seeOther(await next());
    } catch (thrown) {
      return seeOther(problemAddress(door, rootOf(door), problemOf(thrown)));
    }
  });
}

/** The route that begins a sign-in by a door's OpenID provider: `returnTo`, and `afresh=true` to be asked who one is. */
export function oidcBeginRoute(door: SignInDoor): RouteHandler {
  return (request) => orProblemPage(door, request, () => begin(door, new URL(request.url).searchParams));
}

/** The route to which the provider leads back: signs in, and goes on to the page asked for, the second step, or the sign-in page with the reason. */
export function oidcCallbackRoute(door: SignInDoor, signIn: SignInByOidc): RouteHandler {
  return (request) => orProblemPage(door, request, () => finish(door, request, signIn));
}
