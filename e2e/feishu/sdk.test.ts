import * as lark from "@larksuiteoapi/node-sdk";
import { afterAll, beforeAll, expect, it } from "vitest";
import { aCard, type AppKey, type Bench, postJson, request, startBench } from "./contract-bench";
import { demoApps } from "./demo-seed";

let bench: Bench;
const { appId, appSecret } = demoApps.a1;

beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.feishu.close());

const silent = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {}, trace: () => {} };

/** A new client of the real SDK, with a token cache of its own. */
function sdk(key: AppKey): lark.Client {
  const { appId: id, appSecret: secret } = demoApps[key];
  const cache = new lark.DefaultCache();
  return new lark.Client({ appId: id, appSecret: secret, domain: bench.feishu.url, cache, logger: silent });
}

const routesCalled = async () =>
  (await bench.control.journal()).map((entry) => `${entry.method} ${entry.path}`);

it("answers the SDK's checks of an app's configuration", async () => {
  await bench.control.reset();
  const client = sdk("a1");
  const lang = { lang: "zh_cn" } as const;
  const tenant = await client.tenant.tenant.query({});
  const app = await client.application.application.get({ path: { app_id: appId }, params: lang });
  const versions = await client.application.applicationAppVersion.list({
    path: { app_id: "me" },
    params: lang,
  });
  const versionId = app.data?.app?.online_version_id ?? "";
  const version = await client.application.applicationAppVersion.get({
    path: { app_id: appId, version_id: versionId },
    params: lang,
  });
  const scopes = await client.application.scope.list({});
  const bot = await client.request<unknown>({ method: "GET", url: "/open-apis/bot/v3/info" });
  const visible = await client.application.applicationVisibility.checkWhiteBlackList({
    path: { app_id: appId },
    params: { user_id_type: "open_id" },
    data: { user_ids: [await bench.openId("a1", "chenming")] },
  });

  const identity = {
    name: "星桥科技",
    display_id: "F720195346",
    tenant_tag: 0,
    tenant_key: "736588c9260f175e",
  };
  expect(tenant).toMatchObject({ data: { tenant: identity } });
  expect(tenant).not.toHaveProperty("data.tenant.domain");
  expect(app).toMatchObject({ data: { app: { app_id: appId, status: 1, unaudit_version_id: "" } } });
  expect(app).not.toHaveProperty("data.app.security");
  expect(versions).toMatchObject({
    data: { items: [{ version_id: versionId, status: 1 }], has_more: false },
  });
  const home = `https://ailink.example.test/feishu/${appId}/workbench`;
  expect(version).toMatchObject({ data: { app_version: { ability: { web_app: { pc_url: home } } } } });
  expect(scopes).toMatchObject({ data: { scopes: Array.from({ length: 4 }, () => ({ grant_status: 1 })) } });
  expect(bot).toMatchObject({ code: 0, bot: { activate_status: 2 } });
  expect(visible).toMatchObject({
    data: { user_visibility_list: [{ in_white_list: true, in_black_list: false }] },
  });
  expect(await routesCalled()).toEqual([
    "POST /open-apis/auth/v3/tenant_access_token/internal",
    "GET /open-apis/tenant/v2/tenant/query",
    `GET /open-apis/application/v6/applications/${appId}`,
    "GET /open-apis/application/v6/applications/me/app_versions",
    `GET /open-apis/application/v6/applications/${appId}/app_versions/${versionId}`,
    "GET /open-apis/application/v6/scopes",
    "GET /open-apis/bot/v3/info",
    `POST /open-apis/application/v6/applications/${appId}/visibility/check_white_black_list`,
  ]);
});

it("sends, answers, updates and recalls messages for the SDK", async () => {
  await bench.control.reset();
  const client = sdk("a1");
  const openId = await bench.openId("a1", "wangxiaoyu");
  const sent = await client.im.message.create({
    params: { receive_id_type: "open_id" },
    data: { receive_id: openId, msg_type: "interactive", content: JSON.stringify(aCard()), uuid: "first" },
  });
  const messageId = sent.data?.message_id ?? "";
  expect(sent.data).toMatchObject({
    msg_type: "interactive",
    updated: false,
    sender: { id: appId, id_type: "app_id" },
  });

  await client.im.message.patch({
    path: { message_id: messageId },
    data: { content: JSON.stringify(aCard([{ tag: "markdown", content: "已处理" }])) },
  });
  const replied = await client.im.message.reply({
    path: { message_id: messageId },
    data: { msg_type: "text", content: JSON.stringify({ text: "收到" }) },
  });
  await client.im.message.delete({ path: { message_id: messageId } });

  const inbox = await bench.control.inbox("wangxiaoyu");
  expect(replied.data?.parent_id).toBe(messageId);
  expect(inbox).toMatchObject([
    { messageId, text: { zh: "已处理" }, edits: 1, recalled: true },
    { parentId: messageId, text: { zh: "收到" } },
  ]);
  expect((await routesCalled()).slice(1)).toEqual([
    "POST /open-apis/im/v1/messages",
    `PATCH /open-apis/im/v1/messages/${messageId}`,
    `POST /open-apis/im/v1/messages/${messageId}/reply`,
    `DELETE /open-apis/im/v1/messages/${messageId}`,
  ]);
});

it("keeps a card entity for the SDK, and every operation shows in the delivered message", async () => {
  await bench.control.reset();
  const { card, cardElement } = sdk("a1").cardkit.v1;
  const created = await card.create({ data: { type: "card_json", data: JSON.stringify(aCard()) } });
  const cardId = created.data?.card_id ?? "";
  expect(cardId).toMatch(/^\d{1,20}$/);
  const receiver = await bench.openId("a1", "wangxiaoyu");
  expect((await bench.send("a1", receiver, { type: "card", data: { card_id: cardId } })).body.code).toBe(0);

  const path = { card_id: cardId };
  const element = (content: string, id: string) =>
    JSON.stringify({ tag: "markdown", element_id: id, content });
  await card.update({
    path,
    data: { card: { type: "card_json", data: JSON.stringify(aCard()) }, sequence: 1 },
  });
  await card.settings({
    path,
    data: { settings: JSON.stringify({ config: { streaming_mode: true } }), sequence: 2 },
  });
  await cardElement.create({
    path,
    data: { type: "append", elements: `[${element("second", "md_2")}]`, sequence: 3 },
  });
  await cardElement.update({
    path: { ...path, element_id: "md_2" },
    data: { element: element("two", "md_2"), sequence: 4 },
  });
  await cardElement.patch({
    path: { ...path, element_id: "md_2" },
    data: { partial_element: '{"content":"2"}', sequence: 5 },
  });
  await cardElement.content({ path: { ...path, element_id: "md_1" }, data: { content: "one", sequence: 6 } });
  await card.batchUpdate({
    path,
    data: {
      actions: JSON.stringify([
        {
          action: "add_elements",
          params: {
            type: "insert_before",
            target_element_id: "md_1",
            elements: [{ tag: "hr", element_id: "line" }],
          },
        },
      ]),
      sequence: 7,
    },
  });
  await cardElement.delete({ path: { ...path, element_id: "line" }, data: { sequence: 8 } });

  const [message] = await bench.control.inbox("wangxiaoyu");
  expect(message).toMatchObject({ cardId, edits: 8, text: { zh: "one\n2" } });
});

it("lets the SDK read who signed in", async () => {
  await bench.control.reset();
  await bench.control.authorizeScenario({ decision: "approve", userId: "wangxiaoyu" });
  const redirectUri = `https://ailink.example.test/thirdparty/feishu/${appId}/oauth2/callback`;
  const query = new URLSearchParams({ client_id: appId, response_type: "code", redirect_uri: redirectUri });
  const back = await request(`${bench.feishu.url}/open-apis/authen/v1/authorize?${query.toString()}`);
  const code = new URL(back.headers.get("location") ?? "").searchParams.get("code");
  const exchanged = await postJson(`${bench.feishu.url}/open-apis/authen/v2/oauth/token`, {
    grant_type: "authorization_code",
    client_id: appId,
    client_secret: appSecret,
    code,
    redirect_uri: redirectUri,
  });
  const info = await sdk("a1").authen.userInfo.get(
    {},
    lark.withUserAccessToken(String(exchanged.body["access_token"])),
  );
  expect(info.data).toMatchObject({
    name: "王晓雨",
    en_name: "Xiaoyu Wang",
    open_id: await bench.openId("a1", "wangxiaoyu"),
    tenant_key: "736588c9260f175e",
  });
  for (const field of ["email", "mobile", "user_id", "employee_no"])
    expect(info.data).not.toHaveProperty(field);
});

it("gives the SDK tokens by name, and takes an application for scopes", async () => {
  await bench.control.reset();
  const client = sdk("b2");
  const { appId: app_id, appSecret: app_secret } = demoApps.b2;
  const tenantToken = await client.auth.tenantAccessToken.internal({ data: { app_id, app_secret } });
  const appToken = await client.auth.appAccessToken.internal({ data: { app_id, app_secret } });
  const applied = await client.application.scope.apply();
  expect([tenantToken.code, appToken.code, applied.code]).toEqual([0, 0, 0]);
});

it("tells the SDK's token request in plain text when the secret is wrong", async () => {
  await bench.control.changeApp(appId, { appSecret: "another" });
  await expect(sdk("a1").tenant.tenant.query({})).rejects.toThrow(/10014.*app secret invalid/);
});
