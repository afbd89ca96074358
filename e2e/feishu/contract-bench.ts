import { FeishuControl } from "./control-client";
import { demoApps } from "./demo-seed";
import { type LocalFeishu, startLocalFeishu } from "./server";

/** What the contract tests work on: a local Feishu of their own, and plain calls to it. */

export const APP_URL = "https://ailink.example.test";

export type AppKey = keyof typeof demoApps;

export interface ApiResult {
  status: number;
  headers: Headers;
  text: string;
  body: {
    code?: number;
    msg?: string;
    data?: Record<string, unknown>;
    error?: Record<string, unknown>;
  } & Record<string, unknown>;
}

export interface Bench {
  feishu: LocalFeishu;
  control: FeishuControl;
  token: (key: AppKey) => Promise<string>;
  /** A call with this app's token. */
  call: (key: AppKey, method: string, path: string, body?: unknown) => Promise<ApiResult>;
  send: (
    key: AppKey,
    receiveId: string,
    content: unknown,
    extra?: Record<string, unknown>,
  ) => Promise<ApiResult>;
  openId: (key: AppKey, userId: string) => Promise<string>;
}

export async function request(url: string, init: RequestInit = {}): Promise<ApiResult> {
  const response = await fetch(url, { redirect: "manual", ...init });
  const text = await response.text();
  const isJson = (response.headers.get("content-type") ?? "").includes("json");
  const body = (isJson ? JSON.parse(text) : {}) as ApiResult["body"];
  return { status: response.status, headers: response.headers, text, body };
}

export function postJson(
  url: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<ApiResult> {
  return request(url, {
    method: "POST",
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

/** The shortest valid card. */
export function aCard(elements: unknown[] = [{ tag: "markdown", element_id: "md_1", content: "有人 @ 你" }]) {
  return { schema: "2.0", config: { update_multi: true }, body: { elements } };
}

export async function startBench(): Promise<Bench> {
  const feishu = await startLocalFeishu({ appUrl: APP_URL, seed: "contract" });
  const control = new FeishuControl(feishu.url);
  const tokenUrl = `${feishu.url}/open-apis/auth/v3/tenant_access_token/internal`;

  const token = async (key: AppKey) => {
    const { appId, appSecret } = demoApps[key];
    const answer = await postJson(tokenUrl, { app_id: appId, app_secret: appSecret });
    return String(answer.body["tenant_access_token"]);
  };
  const call: Bench["call"] = async (key, method, path, body) =>
    request(`${feishu.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${await token(key)}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const send: Bench["send"] = (key, receiveId, content, extra = {}) =>
    call(key, "POST", "/open-apis/im/v1/messages?receive_id_type=open_id", {
      receive_id: receiveId,
      msg_type: "interactive",
      content: JSON.stringify(content),
      ...extra,
    });
  const openId = (key: AppKey, userId: string) => control.openId(demoApps[key].appId, userId);
  return { feishu, control, token, call, send, openId };
}

/** Signs a person in to app a1 whatever their tenant, and returns the open_id the app learns. */
export async function signedInOpenId(bench: Bench, userId: string): Promise<string> {
  const { appId, appSecret } = demoApps.a1;
  const redirectUri = `${APP_URL}/thirdparty/feishu/${appId}/oauth2/callback`;
  await bench.control.setQuirks({ otherTenantMayAuthorize: true });
  await bench.control.authorizeScenario({ decision: "approve", userId });
  const query = new URLSearchParams({ client_id: appId, response_type: "code", redirect_uri: redirectUri });
  const back = await request(`${bench.feishu.url}/open-apis/authen/v1/authorize?${query.toString()}`);
  const code = new URL(back.headers.get("location") ?? "").searchParams.get("code");
  const grant = {
    grant_type: "authorization_code",
    client_id: appId,
    client_secret: appSecret,
    redirect_uri: redirectUri,
  };
  const token = await postJson(`${bench.feishu.url}/open-apis/authen/v2/oauth/token`, { ...grant, code });
  const headers = { authorization: `Bearer ${String(token.body["access_token"])}` };
  const info = await request(`${bench.feishu.url}/open-apis/authen/v1/user_info`, { headers });
  return String(info.body.data?.["open_id"]);
}
