import { z } from "zod";
import { explainFailure } from "@/app/thirdparty/feishu/explain-failure";
import { openEmployeeSession } from "@/app/thirdparty/feishu/open-employee-session";
import { AppError } from "@/lib/errors/app-error";
import { errorResponse } from "@/lib/http/error-response";
import { requestIdFrom } from "@/lib/http/request-id";
import { requireOwnOrigin } from "@/lib/http/same-origin";
import { withRequestId } from "@/lib/log/request-context";

type Context = { params: Promise<{ appId: string }> };

const body = z.object({ code: z.string().min(1).max(2_000) });

async function signIn(request: Request, appId: string): Promise<Response> {
  // Another site's page must not sign this browser in as somebody of its choice.
  requireOwnOrigin(request.headers);
  const parsed = body.safeParse(await request.json().catch(() => null));
  if (!parsed.success) throw new AppError("INVALID_INPUT", "common.invalid_input");
  try {
    await openEmployeeSession({ appId, code: parsed.data.code, redirect: null });
  } catch (thrown) {
    const problem = explainFailure(thrown, "client");
    throw new AppError("UPSTREAM_FAILED", "channels.sign_in_failed", { details: { problem } });
  }
  return new Response(null, { status: 204, headers: { "cache-control": "no-store" } });
}

/** Signs in with the code that the Feishu client gave to one of our pages. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { appId } = await params;
  return withRequestId(requestIdFrom(request.headers), () => signIn(request, appId).catch(errorResponse));
}
