import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { aCard, APP_URL, type ApiResult, type Bench, request, startBench } from "./contract-bench";
import { type ContractAnswer, type Contract, contracts, formOf, travelling } from "./contracts/contract";
import { demoApps } from "./demo-seed";
import { platformRoutes } from "./routes";

let bench: Bench;
const { appId, appSecret } = demoApps.a1;
const person = "wangxiaoyu";
const CARDS = "/open-apis/cardkit/v1/cards";

/** What stands in the samples, and what is in its place while this platform is asked. */
const sample = {
  openId: "ou_7d1c0f3f0d6f4d0a9c3f2b1e5a6b7c8d",
  messageId: "om_x100b4f0a1c2d3e4f5061728394a5b6c7",
  cardId: "7371713483664506900",
  versionId: "oav_d317f090b7258ad0372aa53963cda70d",
  secret: "sample-secret",
  code: `sample-code-${"x".repeat(52)}`,
};
type Living = Record<keyof typeof sample, string> & { token: string };

beforeAll(async () => {
  bench = await startBench();
});
beforeEach(async () => {
  await bench.control.reset();
  await bench.control.authorizeScenario({ decision: "approve", userId: person });
});
afterAll(() => bench.feishu.close());

const authorize = (query: Record<string, string>) =>
  request(`${bench.feishu.url}/open-apis/authen/v1/authorize?${new URLSearchParams(query).toString()}`);

const sampleOf = (route: string) => {
  const contract = contracts().find((one) => one.route === route);
  if (!contract) throw new Error(`no contract of ${route}`);
  return contract;
};

const raw = async () =>
  String((await bench.send("a1", await bench.openId("a1", person), aCard())).body.data?.["message_id"]);

/** A message, an entity, a version and a code, as the samples name them. */
async function living(): Promise<Living> {
  const openId = await bench.openId("a1", person);
  const entity = await bench.call("a1", "POST", CARDS, { type: "card_json", data: JSON.stringify(aCard()) });
  const back = await authorize(sampleOf("accounts.authorize").requests[0]?.query ?? {});
  const { apps } = await bench.control.state();
  return {
    openId,
    messageId: await raw(),
    cardId: String(entity.body.data?.["card_id"]),
    versionId: apps.find((app) => app.appId === appId)?.versions[0]?.versionId ?? "",
    secret: appSecret,
    code: new URL(back.headers.get("location") ?? "").searchParams.get("code") ?? "",
    token: await bench.token("a1"),
  };
}

/** A text of the sample with what lives here in place of what stands there. */
function inPlace(text: string, here: Living): string {
  let placed = text;
  for (const [name, value] of Object.entries(sample))
    placed = placed.replaceAll(value, here[name as keyof Living]);
  return placed;
}

const changeApp = (settings: Parameters<Bench["control"]["changeApp"]>[1]) =>
  bench.control.changeApp(appId, settings);
const changeUser = (settings: Parameters<Bench["control"]["changeUser"]>[1]) =>
  bench.control.changeUser(person, settings);
const withoutScopes = async () => {
  await changeApp({ draft: { scopes: [] } });
  await bench.control.publishVersion(appId);
};
const withoutBot = async () => {
  await changeApp({ draft: { bot: false } });
  await bench.control.publishVersion(appId);
};
const update = (here: Living, sequence: number, uuid: string) =>
  bench.call("a1", "PUT", `${CARDS}/${here.cardId}`, {
    card: { type: "card_json", data: JSON.stringify(aCard()) },
    sequence,
    uuid,
  });
const disable = () => changeApp({ status: "disabled" });
const outOfRange = () => changeApp({ blackList: [person] });

async function userToken(here: Living): Promise<void> {
  const [asked] = sampleOf("oauth.token").requests;
  const answer = await ask(sampleOf("oauth.token"), asked?.body, here);
  here.token = String(answer.body["access_token"]);
}

/** What has to be the case for an answer, by route and `when`; the usual needs nothing. May change what lives. */
const arrangements: Record<string, (here: Living) => unknown> = {
  "auth.tenant_access_token, the secret is wrong": () => changeApp({ appSecret: "another" }),
  "tenant.query, the scope is missing": withoutScopes,
  "tenant.query, the month's quota is used up": () =>
    bench.control.changeTenant("736588c9260f175e", { quotaLimit: 0 }),
  "tenant.query, the app is disabled": disable,
  "tenant.query, the app was never published": () => bench.control.unpublish(appId),
  "bot.info, there is no bot": withoutBot,
  "im.message.create, the person is outside the range": outOfRange,
  "im.message.create, the person stopped the bot": () => changeUser({ stoppedBots: [appId] }),
  "im.message.create, the bot is not published": withoutBot,
  "im.message.create, the person got too many": async () => {
    await bench.control.moveClock({ frozen: true });
    for (let count = 0; count < 5; count += 1) await raw();
  },
  "im.message.create, the entity is not known yet": () => bench.control.setQuirks({ cardIdInvalidFirstN: 1 }),
  "im.message.create, the entity was sent before": (here) =>
    bench.send("a1", here.openId, { type: "card", data: { card_id: here.cardId } }),
  "im.message.create, the content is too long": () => bench.control.setQuirks({ cardSizeLimit: 10 }),
  "im.message.create, the scope is missing": withoutScopes,
  "im.message.patch, the message was recalled": (here) =>
    bench.call("a1", "DELETE", `/open-apis/im/v1/messages/${here.messageId}`),
  "im.message.patch, the message is older than 14 days": async (here) => {
    await bench.control.advance(15 * 86_400_000);
    here.token = await bench.token("a1");
  },
  "cardkit.card.create, the card is too big": () => bench.control.setQuirks({ cardSizeLimit: 10 }),
  "cardkit.card.update, the sequence did not grow": (here) => update(here, 1, "another"),
  "cardkit.card.update, the uuid was used for something else": (here) => update(here, 1, "update-1"),
  "oauth.token, the code is unknown": (here) => {
    here.code = "nothing";
  },
  "oauth.token, the person is outside the range": outOfRange,
  "oauth.token, the secret is wrong": () => changeApp({ appSecret: "another" }),
  "oauth.token, the app is disabled": disable,
  "authen.user_info, usual": userToken,
  "authen.user_info, the token is unknown": (here) => {
    here.token = "eyJunknown";
  },
  "authen.user_info, the person resigned": async (here) => {
    await userToken(here);
    await changeUser({ status: "resigned" });
  },
};

/** How the request of an answer differs from the contract's first one. */
const requestOf: Record<string, (body: Record<string, unknown>) => Record<string, unknown>> = {
  "auth.tenant_access_token, the app is unknown": (body) => ({ ...body, app_id: "cli_0000000000000000" }),
  "auth.tenant_access_token, the app id is malformed": (body) => ({ ...body, app_id: "cli_x" }),
};

function ask(
  contract: Contract,
  body: unknown,
  here: Living,
  query?: Record<string, string>,
): Promise<ApiResult> {
  const [method = "", pattern = ""] = contract.endpoint.split(" ");
  const path = pattern
    .replace(":app_id", appId)
    .replace(":version_id", here.versionId)
    .replace(":message_id", here.messageId)
    .replace(":card_id", here.cardId);
  const search = new URLSearchParams(query ?? contract.requests[0]?.query ?? {}).toString();
  return request(`${bench.feishu.url}${path}${search ? `?${search}` : ""}`, {
    method,
    headers: {
      "content-type": "application/json",
      ...(/^\/open-apis\/auth(?:\/|en\/v2)/.test(path) ? {} : { authorization: `Bearer ${here.token}` }),
    },
    ...(body === undefined ? {} : { body: inPlace(JSON.stringify(travelling(body)), here) }),
  });
}

/** The request an answer is the answer to: an entity's where it is about one, else the first. */
function bodyFor(contract: Contract, { when }: ContractAnswer): unknown {
  const wanted = contract.requests.find(({ as }) => when.includes("entity") && as.includes("entity"));
  const { body } = wanted ?? contract.requests[0] ?? {};
  const change = requestOf[`${contract.route}, ${when}`];
  return change && body ? change(body) : body;
}

const all = contracts().flatMap((contract) =>
  contract.answers.map((answer) => [contract.route, answer.when, contract, answer] as const),
);

describe("the local Feishu answers as the contract says", () => {
  it.each(all)("%s: %s", async (route, when, contract, answer) => {
    const here = await living();
    await arrangements[`${route}, ${when}`]?.(here);
    const query = when === "the language is missing" ? {} : undefined;
    const real = await ask(contract, bodyFor(contract, answer), here, query);
    const isJson = answer.body !== null;
    expect([real.status, isJson ? formOf(real.body) : null]).toEqual([
      answer.status,
      isJson ? formOf(answer.body) : null,
    ]);
    const { code, msg, error_description: description } = (answer.body ?? {}) as ApiResult["body"];
    expect([real.body.code, real.body.msg, real.body["error_description"]]).toEqual([code, msg, description]);
  });

  it.each(contracts().flatMap(({ route, requests }) => requests.map((one) => [route, one.as, one] as const)))(
    "%s takes %s",
    async (route, _as, asked) => {
      const here = await living();
      if (route === "authen.user_info") await userToken(here);
      // In the client's own way, a code is not bound to an address.
      if (route === "oauth.token" && asked.body?.["redirect_uri"] === undefined)
        here.code = await codeFromTheClient();
      const answer = await ask(sampleOf(route), asked.body, here, asked.query);
      expect([answer.status < 400, answer.body.code ?? 0]).toEqual([true, 0]);
    },
  );
});

async function codeFromTheClient(): Promise<string> {
  await bench.control.jssdkScenario({ userId: person });
  const page = `${APP_URL}/feishu/${appId}/workbench`;
  const query = new URLSearchParams({ api: "requestAccess", appID: appId, callback: "__localFeishu1", page });
  const headers = { "user-agent": "Lark/7.27" };
  const answer = await request(`${bench.feishu.url}/jssdk/call?${query.toString()}`, { headers });
  return /"code":"([^"]+)"/.exec(answer.text)?.[1] ?? "";
}

it("names each contract after its route, with that route's method and path", () => {
  const routes = new Map(platformRoutes.map((route) => [route.name, `${route.method} ${route.path}`]));
  for (const { route, endpoint } of contracts())
    expect([route, routes.get(route)]).toEqual([route, endpoint]);
});

it("arranges nothing that no contract asks for", () => {
  const asked = all.map(([route, when]) => `${route}, ${when}`);
  expect(
    [...Object.keys(arrangements), ...Object.keys(requestOf)].filter((one) => !asked.includes(one)),
  ).toEqual([]);
});
