import { cookies } from "next/headers";
import { problemAddress } from "@/app/thirdparty/feishu/problem-address";
import { seeOther } from "@/app/thirdparty/feishu/see-other";
import { findSignInChannel } from "@/lib/channels/queries/find-sign-in-channel";
import { attemptCookieOptions, startAttempt, surplusAttempts } from "@/lib/channels/sign-in-attempt";
import { currentTime } from "@/lib/config/clock";
import { requestIdFrom } from "@/lib/http/request-id";
import { withRequestId } from "@/lib/log/request-context";

type Context = { params: Promise<{ appId: string }> };

/** Begins a sign-in by redirect: keeps the attempt in this browser and leads to Feishu's authorize page. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { appId } = await params;
  return withRequestId(requestIdFrom(request.headers), async () => {
    const channel = await findSignInChannel(appId);
    if (!channel) return seeOther(problemAddress(appId, "unknown_channel"));
    if (channel.status === "disabled") return seeOther(problemAddress(appId, "disabled_channel"));

    const jar = await cookies();
    const names = jar.getAll().map(({ name }) => name);
    // Not `delete`: a browser takes a change of a __Host- cookie only with all of its attributes.
    for (const name of surplusAttempts(names)) jar.set(name, "", { ...attemptCookieOptions(), maxAge: 0 });
    const askedFor = new URL(request.url).searchParams.get("redirect");
    const attempt = startAttempt(appId, askedFor, currentTime());
    jar.set(attempt.cookieName, attempt.cookieValue, attemptCookieOptions());
    return seeOther(attempt.authorizeUrl);
  });
}
