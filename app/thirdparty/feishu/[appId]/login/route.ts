import { cookies } from "next/headers";
import { orProblemPage } from "@/app/thirdparty/feishu/or-problem-page";
import { problemAddress } from "@/app/thirdparty/feishu/problem-address";
import { findSignInChannel } from "@/lib/channels/queries/find-sign-in-channel";
import { startAttempt, surplusAttempts } from "@/lib/channels/sign-in-attempt";
import { attemptCookieOptions } from "@/lib/identity/attempt-cookie";
import { currentTime } from "@/lib/config/clock";

type Context = { params: Promise<{ appId: string }> };

/** Keeps the attempt in this browser; answers with Feishu's authorize page. */
async function begin(appId: string, askedFor: string | null): Promise<string> {
  const channel = await findSignInChannel(appId);
  if (channel === null) return problemAddress(appId, "unknown_channel");
  if (channel.status === "saved") return problemAddress(appId, "not_ready");

  const jar = await cookies();
  const names = jar.getAll().map(({ name }) => name);
  // Not `delete`: a browser takes a change of a __Host- cookie only with all of its attributes.
  for (const name of surplusAttempts(names)) jar.set(name, "", { ...attemptCookieOptions(), maxAge: 0 });
  const attempt = startAttempt(appId, askedFor, currentTime());
  jar.set(attempt.cookieName, attempt.cookieValue, attemptCookieOptions());
  return attempt.authorizeUrl;
}

/** Begins a sign-in by redirect. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { appId } = await params;
  return orProblemPage(request, appId, () => begin(appId, new URL(request.url).searchParams.get("redirect")));
}
