import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Contract, contracts, travelling } from "@/e2e/feishu/contracts/contract";
import { buildCard, linkButton, textBlock } from "@/lib/feishu/card";
import { type FeishuClient, feishuClient } from "@/lib/feishu/client";
import { authorizeUrl, exchangeCode, signInFailure, userInfo } from "@/lib/feishu/oauth";

type Asked = { method: string; path: string; query: Record<string, string>; body: unknown };
type Sample = { status: number; body: unknown };

const appId = "cli_a1b2c3d4e5f60718";
const site = "https://ailink.example.test";
const credentials = { appId, appSecret: "sample-secret" };
const person = { openId: "ou_7d1c0f3f0d6f4d0a9c3f2b1e5a6b7c8d", uuid: "notification-1" };
const [cardId, messageId] = ["7371713483664506900", "om_x100b4f0a1c2d3e4f5061728394a5b6c7"];
const versionId = "oav_d317f090b7258ad0372aa53963cda70d";
const code = `sample-code-${"x".repeat(52)}`;
const redirectUri = `${site}/thirdparty/feishu/${appId}/oauth2/callback`;
const codeVerifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const card = buildCard({
  title: { zh: "有人 @ 你", en: "You were mentioned" },
  summary: { zh: "李工 @ 了你", en: "Li mentioned you" },
  elements: [
    textBlock("请看日志"),
    linkButton({ zh: "打开群聊", en: "Open chat" }, `${site}/feishu/${appId}/workbench`),
  ],
});

const tokenPath = "/open-apis/auth/v3/tenant_access_token/internal";
const aToken = { code: 0, msg: "ok", tenant_access_token: "t-sample", expire: 7_200 };
const logId = "20260927141200A1B2C3D4E5F607182930";

let asked: Asked[] = [];
let sample: Sample = { status: 200, body: aToken };
let isAboutToken = false;
let timeoutMs = 3_000;

/** Answers as the contract under test has it; token calls succeed unless they are what is tested. */
const server = createServer((request, response) => {
  let raw = "";
  request.setEncoding("utf8").on("data", (chunk: string) => (raw += chunk));
  request.on("end", () => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
    const { status, body } = pathname === tokenPath && !isAboutToken ? { status: 200, body: aToken } : sample;
    asked.push({
      method: request.method ?? "",
      path: pathname,
      query: Object.fromEntries(searchParams),
      body: raw === "" ? undefined : (JSON.parse(raw) as unknown),
    });
    response.writeHead(status, { "content-type": "application/json", "x-tt-logid": logId });
    response.end(JSON.stringify(body));
  });
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  vi.stubEnv("FEISHU_API_BASE", `http://127.0.0.1:${port}`);
});
afterAll(() => {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
});

type Call = (client: FeishuClient) => Promise<unknown>;
const exchange = (redirect: { redirectUri?: string; codeVerifier?: string }) => () =>
  exchangeCode({ credentials, code, ...redirect });

/** Which call of ours makes which request of a contract. */
const calls: Record<string, Record<string, Call>> = {
  "auth.tenant_access_token": { usual: (client) => client.verifyCredentials() },
  "tenant.query": { usual: (client) => client.tenant() },
  "application.get": { usual: (client) => client.application() },
  "application.versions.get": { usual: (client) => client.version(versionId) },
  "application.versions.list": { usual: (client) => client.versions() },
  "application.visibility.check": { usual: (client) => client.visibility([person.openId]) },
  "application.scopes.list": { usual: (client) => client.scopes() },
  "bot.info": { usual: (client) => client.bot() },
  "im.message.create": {
    "a card written out": (client) => client.sendCard({ ...person, card }),
    "a card by its entity": (client) => client.sendCard({ ...person, cardId }),
    words: (client) => client.sendText({ ...person, text: "有人 @ 你" }),
  },
  "im.message.patch": { usual: (client) => client.patchMessage({ messageId, card }) },
  "cardkit.card.create": { usual: (client) => client.createCard(card) },
  "cardkit.card.update": {
    usual: (client) => client.updateCard({ cardId, card, sequence: 1, uuid: "update-1" }),
  },
  "oauth.token": {
    "by redirect": exchange({ redirectUri, codeVerifier }),
    "from inside the client": exchange({}),
  },
  "authen.user_info": { usual: () => userInfo("eyJsample") },
};

/** Those asked by a browser, not by us. */
const pages = ["accounts.authorize"];
const ofClient = contracts().filter(({ route }) => !pages.includes(route));

async function make(route: string, as: string, answer: Sample): Promise<unknown> {
  asked = [];
  sample = answer;
  isAboutToken = route === "auth.tenant_access_token";
  // Each its own connection: the timeout is part of what identifies one.
  timeoutMs += 1;
  return calls[route]?.[as]?.(feishuClient(credentials, { timeoutMs }));
}

const usual = ({ answers }: Contract) =>
  answers.find(({ when }) => when === "usual") ?? { status: 0, body: null };
const matches = (pattern: string, path: string) =>
  new RegExp(`^${pattern.replaceAll(/:\w+/g, "[^/]+")}$`).test(path);

describe("the client asks as the contract says", () => {
  it.each(
    ofClient.flatMap((contract) =>
      contract.requests.map((one) => [contract.route, one.as, contract, one] as const),
    ),
  )("%s: %s", async (route, as, contract, { query, body }) => {
    await make(route, as, usual(contract));
    const [method, pattern = ""] = contract.endpoint.split(" ");
    const request = asked.at(-1);
    expect(request).toEqual({ method, path: request?.path, query, body: travelling(body) });
    expect(matches(pattern, request?.path ?? "")).toBe(true);
  });

  it("accounts.authorize: a browser", () => {
    const [request] = contracts().find(({ route }) => route === "accounts.authorize")?.requests ?? [];
    const codeChallenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    const url = new URL(authorizeUrl({ appId, redirectUri, state: "sample-state", codeChallenge }));
    expect([url.pathname, Object.fromEntries(url.searchParams)]).toEqual([
      "/open-apis/authen/v1/authorize",
      request?.query,
    ]);
  });
});

describe("the client understands what the contract answers", () => {
  it.each(
    ofClient.flatMap((contract) =>
      contract.answers.map((one) => [contract.route, one.when, contract, one] as const),
    ),
  )("%s: %s", async (route, _when, contract, { status, body, understood, fails }) => {
    const outcome = make(route, contract.requests[0]?.as ?? "", { status, body });
    const seen: unknown = await outcome.then(
      (value) => ({ understood: value ?? null }),
      (thrown: unknown) => ({ thrown, signIn: signInFailure(thrown) }),
    );
    const { signIn, ...facts } = fails ?? {};
    const refused = {
      thrown: { name: "FeishuError", httpStatus: status, ...facts },
      ...(signIn === undefined ? {} : { signIn }),
    };
    expect(seen).toMatchObject(fails ? refused : { understood });
  });
});

it("has a contract for every call of the client, and a call for every contract", () => {
  expect(Object.keys(calls).toSorted()).toEqual(ofClient.map(({ route }) => route));
  const methods = Object.keys(feishuClient(credentials));
  const called = Object.values(calls).flatMap((one) => Object.values(one).map(String));
  expect(methods.filter((method) => !called.some((call) => call.includes(`client.${method}(`)))).toEqual([]);
});
