import { seeOther } from "@/app/thirdparty/feishu/see-other";
import { workbenchPath } from "@/lib/channels/return-path";

type Context = { params: Promise<{ appId: string }> };

/** The channel's short address (manual, step 6): leads to its workbench and keeps what was asked for. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { appId } = await params;
  return seeOther(`${workbenchPath(appId)}${new URL(request.url).search}`);
}
