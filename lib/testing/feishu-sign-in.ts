import { callbackUrl } from "@/lib/channels/sign-in-attempt";
import { authorizeUrl, newPkce } from "@/lib/feishu/oauth";
import type { startTestFeishu } from "@/lib/testing/channel-world";

type TestFeishu = Awaited<ReturnType<typeof startTestFeishu>>;

/** What a person brings back from the authorize page of an app. */
export async function authorized({ control }: TestFeishu, appId: string, userId: string) {
  const { verifier, challenge } = newPkce();
  const redirectUri = callbackUrl(appId);
  await control.authorizeScenario({ decision: "approve", userId });
  const page = authorizeUrl({ appId, redirectUri, state: "state", codeChallenge: challenge });
  const response = await fetch(page, { redirect: "manual" });
  const code = new URL(response.headers.get("location") ?? "").searchParams.get("code") ?? "";
  return { appId, code, redirect: { redirectUri, codeVerifier: verifier }, locale: "en" as const };
}

/** What a person's Feishu client gives to a page of the app. */
export async function inClient({ control, url }: TestFeishu, appId: string, userId: string) {
  await control.jssdkScenario({ userId });
  const page = `http://localhost:3000/feishu/${appId}/workbench`;
  const query = new URLSearchParams({ api: "requestAccess", appID: appId, callback: "__localFeishu1", page });
  const response = await fetch(`${url}/jssdk/call?${query.toString()}`, {
    headers: { "user-agent": "Lark/7.27" },
  });
  const code = /"code":"([^"]+)"/.exec(await response.text())?.[1] ?? "";
  return { appId, code, redirect: null, locale: "zh-CN" as const };
}
