import { z } from "zod";
import { explainFailure } from "@/app/thirdparty/feishu/explain-failure";
import { openEmployeeSession } from "@/app/thirdparty/feishu/open-employee-session";
import { findSignInChannel } from "@/lib/channels/queries/find-sign-in-channel";
import { currentTime } from "@/lib/config/clock";
import { AppError } from "@/lib/errors/app-error";
import { clientAddress } from "@/lib/http/client-address";
import { errorResponse } from "@/lib/http/error-response";
import { limitedText } from "@/lib/http/limited-text";
import { requestIdFrom } from "@/lib/http/request-id";
import { requireOwnOrigin } from "@/lib/http/same-origin";
import { admitClientCode, forgetClientCode } from "@/lib/identity/client-code-throttle";
import { withRequestId } from "@/lib/log/request-context";

type Context = { params: Promise<{ appId: string }> };

const MAX_BODY_BYTES = 8 * 1_024;
const body = z.object({ code: z.string().min(1).max(2_000) });

async function codeIn(request: Request): Promise<string> {
  const text = await limitedText(request, MAX_BODY_BYTES);
  try {
    const parsed = body.safeParse(JSON.parse(text));
    if (parsed.success) return parsed.data.code;
  } catch {
    // Told below, like a body without a code.
  }
  throw new AppError("INVALID_INPUT", "common.invalid_input");
}

async function signIn(request: Request, appId: string): Promise<Response> {
  // Another site's page must not sign this browser in as somebody of its choice.
  requireOwnOrigin(request.headers);
  const code = await codeIn(request);
  const channel = await findSignInChannel(appId);
  const attempt = { appId: channel?.appId ?? null, address: clientAddress(request.headers) };
  await admitClientCode(attempt, currentTime());
  try {
    await openEmployeeSession({ appId, code, redirect: null });
  } catch (thrown) {
    const problem = explainFailure(thrown, "client");
    throw new AppError("UPSTREAM_FAILED", "channels.sign_in_failed", { details: { problem } });
  }
  await forgetClientCode(attempt);
  return new Response(null, { status: 204, headers: { "cache-control": "no-store" } });
}

/** Signs in with the code that the Feishu client gave to one of our pages. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { appId } = await params;
  return withRequestId(requestIdFrom(request.headers), () => signIn(request, appId).catch(errorResponse));
}
