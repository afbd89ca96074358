import * as lark from "@larksuiteoapi/node-sdk";
import { afterAll, beforeAll, expect, it } from "vitest";
import { aCard, type Bench, startBench } from "./contract-bench";
import { demoApps } from "./demo-seed";

let bench: Bench;
let client: lark.Client;
const { appId, appSecret } = demoApps.a1;
const silent = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {}, trace: () => {} };

beforeAll(async () => {
  bench = await startBench();
  const cache = new lark.DefaultCache();
  const { url } = bench.feishu;
  client = new lark.Client({ appId, appSecret, domain: url, oauthBaseUrl: url, cache, logger: silent });
});
afterAll(() => bench.feishu.close());

const lang = { lang: "zh_cn" } as const;
const app = { app_id: appId };
const message = { message_id: "om_1" };
const card = { card_id: "7000000000000000000" };
const element = { ...card, element_id: "md_1" };
const text = { msg_type: "text", content: '{"text":"x"}' };
const cardJson = { type: "card_json" as const, data: JSON.stringify(aCard()) };
const secret = { data: { app_id: appId, app_secret: appSecret } };

const OPEN = "/open-apis";
const APPLICATION = `${OPEN}/application/v6/applications/${appId}`;
const MESSAGE = `${OPEN}/im/v1/messages`;
const CARD = `${OPEN}/cardkit/v1/cards`;

type Method = [name: string, call: () => Promise<unknown>, request: string, route: string];

/** Every method the product's kind of app may call, and what of it must arrive. */
const methods: Method[] = [
  [
    "auth.tenantAccessToken.internal",
    () => client.auth.tenantAccessToken.internal(secret),
    `POST ${OPEN}/auth/v3/tenant_access_token/internal`,
    "auth.tenant_access_token",
  ],
  [
    "auth.appAccessToken.internal",
    () => client.auth.appAccessToken.internal(secret),
    `POST ${OPEN}/auth/v3/app_access_token/internal`,
    "auth.app_access_token",
  ],
  [
    "authen.userInfo.get",
    () => client.authen.userInfo.get({}, lark.withUserAccessToken("u-1")),
    `GET ${OPEN}/authen/v1/user_info`,
    "authen.user_info",
  ],
  [
    "authen.oidcAccessToken.create",
    () => client.authen.oidcAccessToken.create({ data: { grant_type: "authorization_code", code: "x" } }),
    `POST ${OPEN}/authen/v1/oidc/access_token`,
    "not-found",
  ],
  [
    "authen.oidcRefreshAccessToken.create",
    () =>
      client.authen.oidcRefreshAccessToken.create({
        data: { grant_type: "refresh_token", refresh_token: "x" },
      }),
    `POST ${OPEN}/authen/v1/oidc/refresh_access_token`,
    "not-found",
  ],
  [
    "accessToken.retrieveByAuthorizationCode",
    () => client.accessToken.retrieveByAuthorizationCode({ code: "x" }),
    "POST /oauth/v3/token",
    "oauth.token.v3",
  ],
  [
    "accessToken.refresh",
    () => client.accessToken.refresh({ refreshToken: "x" }),
    "POST /oauth/v3/token",
    "oauth.token.v3",
  ],
  [
    "tenant.tenant.query",
    () => client.tenant.tenant.query({}),
    `GET ${OPEN}/tenant/v2/tenant/query`,
    "tenant.query",
  ],
  [
    "application.application.get",
    () => client.application.application.get({ path: app, params: lang }),
    `GET ${APPLICATION}`,
    "application.get",
  ],
  [
    "application.applicationAppVersion.list",
    () => client.application.applicationAppVersion.list({ path: app, params: lang }),
    `GET ${APPLICATION}/app_versions`,
    "application.versions.list",
  ],
  [
    "application.applicationAppVersion.get",
    () =>
      client.application.applicationAppVersion.get({ path: { ...app, version_id: "oav_1" }, params: lang }),
    `GET ${APPLICATION}/app_versions/oav_1`,
    "application.versions.get",
  ],
  [
    "application.applicationCollaborators.get",
    () => client.application.applicationCollaborators.get({ path: app }),
    `GET ${APPLICATION}/collaborators`,
    "application.collaborators",
  ],
  [
    "application.applicationVisibility.checkWhiteBlackList",
    () => client.application.applicationVisibility.checkWhiteBlackList({ path: app, data: { user_ids: [] } }),
    `POST ${APPLICATION}/visibility/check_white_black_list`,
    "application.visibility.check",
  ],
  [
    "application.scope.list",
    () => client.application.scope.list({}),
    `GET ${OPEN}/application/v6/scopes`,
    "application.scopes.list",
  ],
  [
    "application.scope.apply",
    () => client.application.scope.apply({}),
    `POST ${OPEN}/application/v6/scopes/apply`,
    "application.scopes.apply",
  ],
  [
    "request bot/v3/info",
    () => client.request({ method: "GET", url: `${OPEN}/bot/v3/info` }),
    `GET ${OPEN}/bot/v3/info`,
    "bot.info",
  ],
  [
    "request jssdk/ticket/get",
    () => client.request({ method: "POST", url: `${OPEN}/jssdk/ticket/get` }),
    `POST ${OPEN}/jssdk/ticket/get`,
    "not-found",
  ],
  [
    "im.message.create",
    () =>
      client.im.message.create({
        params: { receive_id_type: "open_id" },
        data: { ...text, receive_id: "ou_1" },
      }),
    `POST ${MESSAGE}`,
    "im.message.create",
  ],
  [
    "im.message.reply",
    () => client.im.message.reply({ path: message, data: text }),
    `POST ${MESSAGE}/om_1/reply`,
    "im.message.reply",
  ],
  [
    "im.message.patch",
    () => client.im.message.patch({ path: message, data: { content: "{}" } }),
    `PATCH ${MESSAGE}/om_1`,
    "im.message.patch",
  ],
  [
    "im.message.delete",
    () => client.im.message.delete({ path: message }),
    `DELETE ${MESSAGE}/om_1`,
    "im.message.delete",
  ],
  [
    "im.message.pushFollowUp",
    () => client.im.message.pushFollowUp({ path: message, data: { follow_ups: [{ content: "x" }] } }),
    `POST ${MESSAGE}/om_1/push_follow_up`,
    "im.message.push_follow_up",
  ],
  [
    "cardkit.v1.card.create",
    () => client.cardkit.v1.card.create({ data: cardJson }),
    `POST ${CARD}`,
    "cardkit.card.create",
  ],
  [
    "cardkit.v1.card.update",
    () => client.cardkit.v1.card.update({ path: card, data: { card: cardJson, sequence: 1 } }),
    `PUT ${CARD}/${card.card_id}`,
    "cardkit.card.update",
  ],
  [
    "cardkit.v1.card.settings",
    () => client.cardkit.v1.card.settings({ path: card, data: { settings: "{}", sequence: 1 } }),
    `PATCH ${CARD}/${card.card_id}/settings`,
    "cardkit.card.settings",
  ],
  [
    "cardkit.v1.card.batchUpdate",
    () => client.cardkit.v1.card.batchUpdate({ path: card, data: { actions: "[]", sequence: 1 } }),
    `POST ${CARD}/${card.card_id}/batch_update`,
    "cardkit.card.batch_update",
  ],
  [
    "cardkit.v1.card.idConvert",
    () => client.cardkit.v1.card.idConvert({ data: message }),
    `POST ${CARD}/id_convert`,
    "cardkit.card.id_convert",
  ],
  [
    "cardkit.v1.cardElement.create",
    () =>
      client.cardkit.v1.cardElement.create({
        path: card,
        data: { type: "append", elements: "[]", sequence: 1 },
      }),
    `POST ${CARD}/${card.card_id}/elements`,
    "cardkit.element.create",
  ],
  [
    "cardkit.v1.cardElement.update",
    () => client.cardkit.v1.cardElement.update({ path: element, data: { element: "{}", sequence: 1 } }),
    `PUT ${CARD}/${card.card_id}/elements/md_1`,
    "cardkit.element.update",
  ],
  [
    "cardkit.v1.cardElement.patch",
    () =>
      client.cardkit.v1.cardElement.patch({ path: element, data: { partial_element: "{}", sequence: 1 } }),
    `PATCH ${CARD}/${card.card_id}/elements/md_1`,
    "cardkit.element.patch",
  ],
  [
    "cardkit.v1.cardElement.content",
    () => client.cardkit.v1.cardElement.content({ path: element, data: { content: "x", sequence: 1 } }),
    `PUT ${CARD}/${card.card_id}/elements/md_1/content`,
    "cardkit.element.content",
  ],
  [
    "cardkit.v1.cardElement.delete",
    () => client.cardkit.v1.cardElement.delete({ path: element, data: { sequence: 1 } }),
    `DELETE ${CARD}/${card.card_id}/elements/md_1`,
    "cardkit.element.delete",
  ],
];

it.each(methods)("the SDK's %s arrives at its path", async (_name, call, request, route) => {
  await bench.control.clearJournal();
  // Most of these are refused for what they name; only where they arrive matters here.
  await call().catch(() => undefined);
  const arrived = (await bench.control.journal()).map((entry) => [
    `${entry.method} ${entry.path}`,
    entry.route,
  ]);
  expect(arrived.at(-1)).toEqual([request, route]);
});
