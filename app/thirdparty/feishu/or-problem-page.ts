import { problemAddress } from "@/app/thirdparty/feishu/problem-address";
import { seeOther } from "@/app/thirdparty/feishu/see-other";
import { requestIdFrom } from "@/lib/http/request-id";
import { log } from "@/lib/log/logger";
import { withRequestId } from "@/lib/log/request-context";

/** Leads to the address that `next` finds for a request, and after an error nobody expected to the page that names it. */
export async function orProblemPage(
  request: Request,
  appId: string,
  next: () => Promise<string>,
): Promise<Response> {
  return withRequestId(requestIdFrom(request.headers), async () => {
    try {
      return seeOther(await next());
    } catch (thrown) {
      log.error("sign_in.failed", thrown, { way: "redirect" });
      return seeOther(problemAddress(appId, "failed"));
    }
  });
}
