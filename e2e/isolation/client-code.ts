import type { FeishuControl } from "../feishu/control-client";

/** What a person's Feishu client gives to a page of the app: a code for the app's own sign-in. */
export async function codeFromClient(
  feishu: FeishuControl,
  { appUrl, appId, userId }: { appUrl: string; appId: string; userId: string },
): Promise<string> {
  await feishu.jssdkScenario({ userId });
  const query = new URLSearchParams({
    api: "requestAccess",
    appID: appId,
    callback: "__localFeishu1",
    page: `${appUrl}/feishu/${appId}/workbench`,
  });
  const response = await fetch(`${feishu.url}/jssdk/call?${query.toString()}`, {
    headers: { "user-agent": "Lark/7.27" },
  });
  const code = /"code":"([^"]+)"/.exec(await response.text())?.[1];
  if (code === undefined) throw new Error(`the client gave no code of ${appId}`);
  return code;
}
