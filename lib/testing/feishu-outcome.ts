import { demoApps, demoTenants } from "../../e2e/feishu/demo-seed";
import type { Quirks } from "../../e2e/feishu/state/quirks";
import { isAppError } from "@/lib/errors/app-error";
import { webAppLink } from "@/lib/feishu/app-link";
import { buildCard, type Card, textBlock } from "@/lib/feishu/card";
import { checkApp } from "@/lib/feishu/check-app";
import { feishuClient } from "@/lib/feishu/client";
import { isFeishuError } from "@/lib/feishu/feishu-error";
import { exchangeCode, signInFailure, userInfo } from "@/lib/feishu/oauth";
import type { startTestFeishu } from "@/lib/testing/channel-world";
import { authorized, inClient } from "@/lib/testing/feishu-sign-in";

const { a1, a2 } = demoApps;
const tenantKey = demoTenants.a.tenantKey;
const midnightInShanghai = Date.UTC(2026, 8, 30, 16);

type TestFeishu = Awaited<ReturnType<typeof startTestFeishu>>;

let timeoutMs = 3_000;

/** Each its own connection: the timeout is part of what identifies one. */
const aClient = (app: { appId: string; appSecret: string } = a1) =>
  feishuClient(app, { timeoutMs: (timeoutMs += 1) });

/** How a call ended: "done", or what the sender, the person or the administrator is told. */
async function ended(call: Promise<unknown>): Promise<string> {
  const thrown: unknown = await call.then(
    () => null,
    (error: unknown) => error,
  );
  if (thrown === null) return "done";
  if (isFeishuError(thrown)) return [thrown.failure, thrown.degradeTo].filter(Boolean).join(" to ");
  return isAppError(thrown) ? thrown.reason : "threw something else";
}

async function signedIn(attempt: Promise<unknown>): Promise<string> {
  return attempt.then(
    () => "signed in",
    (error: unknown) => signInFailure(error),
  );
}

/** The same in every run of the local Feishu, so that it need not be asked each time. */
const openIds = new Map<string, Promise<string>>();

function openIdOf({ control }: TestFeishu, appId: string, userId: string): Promise<string> {
  const key = `${appId} ${userId}`;
  const openId = openIds.get(key) ?? control.openId(appId, userId);
  openIds.set(key, openId);
  return openId;
}

const aCard = (words: string): Card =>
  buildCard({
    title: { zh: "有人 @ 你", en: "You were mentioned" },
    summary: { zh: "有人 @ 你", en: "You were mentioned" },
    elements: [textBlock(words)],
  });

/** What an administrator is told of an app in each state, and what the self-check can read. */
async function configuration(feishu: TestFeishu) {
  const { control } = feishu;
  const check = () => ended(checkApp(a1, { timeoutMs: (timeoutMs += 1) }));
  const ready = await check();
  const client = aClient();
  const { h5TrustedDomains, onlineVersionId } = await client.application();
  const [person] = await client.visibility([await openIdOf(feishu, a1.appId, "chenming")]);
  const scopes = (await client.scopes()).filter(({ granted }) => granted).length;
  await control.changeApp(a1.appId, { draft: { bot: false } });
  const { versionId } = await control.publishVersion(a1.appId);
  const withoutBot = await check();
  const desktopUrl = (await client.version(versionId)).webApp?.desktopUrl.split("/").at(-1);
  await control.unpublish(a1.appId);
  const unpublished = await check();
  await control.changeApp(a1.appId, { status: "disabled" });
  const disabled = await check();
  return {
    ready,
    withoutBot,
    unpublished,
    disabled,
    scopes,
    desktopUrl,
    isOnline: onlineVersionId !== null,
    tellsTrustedDomains: h5TrustedDomains !== null,
    isListed: person?.isListed,
  };
}

/** How each way of signing in ends, and each way of failing at it. */
async function signingIn(feishu: TestFeishu) {
  const exchanged = async (attempt: Awaited<ReturnType<typeof authorized | typeof inClient>>) => {
    const { code, redirect } = attempt;
    return userInfo(await exchangeCode({ credentials: a1, code, ...redirect }));
  };
  const redirected = await authorized(feishu, a1.appId, "wangxiaoyu");
  const byRedirect = await signedIn(exchanged(redirected));
  const again = await signedIn(exchanged(redirected));
  const { code, redirect } = await authorized(feishu, a1.appId, "wangxiaoyu");
  const wrongVerifier = { code, redirect: { ...redirect, codeVerifier: "z".repeat(43) } };
  const wrongly = await signedIn(exchangeCode({ credentials: a1, code, ...wrongVerifier.redirect }));
  const inside = await signedIn(exchanged(await inClient(feishu, a1.appId, "wangxiaoyu")));
  // Whom Feishu keeps on its own page never comes back.
  const elsewhere = await authorized(feishu, a1.appId, "zhoulan").catch(() => null);
  const stranger = elsewhere === null ? "kept out" : (await exchanged(elsewhere)).tenantKey;
  return {
    byRedirect,
    again,
    wrongly,
    inside,
    strangeToken: await signedIn(userInfo("eyJstrange")),
    otherTenant: stranger === demoTenants.b.tenantKey ? "comes with its own tenant_key" : stranger,
  };
}

/** What arrives, and what the sender is told of what does not. */
async function sending(feishu: TestFeishu) {
  const { control } = feishu;
  const client = aClient();
  const to = async (userId: string, uuid: string) => ({
    openId: await openIdOf(feishu, a1.appId, userId),
    uuid,
  });
  const arrived = async (userId: string) => (await control.inbox(userId)).map(({ text }) => text.zh);

  const xiaoyu = await to("wangxiaoyu", "raw");
  await client.sendCard({ ...xiaoyu, card: aCard("raw") });
  const repeated = await ended(client.sendCard({ ...xiaoyu, card: aCard("raw, again") }));

  const ming = await to("chenming", "entity");
  const cardId = await client.createCard(aCard("entity"));
  const entity = await ended(client.sendCard({ ...ming, cardId }));
  if (entity !== "done") await client.sendCard({ ...ming, card: aCard("entity") });
  const updated = await ended(client.updateCard({ cardId, card: aCard("updated"), sequence: 1, uuid: "u" }));

  const large = buildCard({
    title: { zh: "x", en: "x" },
    summary: { zh: "x", en: "x" },
    elements: Array.from({ length: 9 }, () => textBlock("字".repeat(1_000))),
  });
  const strange = { ...aCard("x"), unheardOf: true };
  await control.changeUser("zhaojing", { status: "resigned" });
  return {
    repeated,
    entity,
    updated,
    arrived: [await arrived("wangxiaoyu"), await arrived("chenming")],
    large: await ended(client.sendCard({ ...(await to("liuyang", "large")), card: large })),
    strange: await ended(client.sendCard({ ...(await to("emmalin", "strange")), card: strange })),
    resigned: await ended(client.sendText({ ...(await to("zhaojing", "resigned")), text: "x" })),
    otherAppsPerson: await ended(
      client.sendText({ openId: await openIdOf(feishu, a2.appId, "emmalin"), uuid: "other", text: "x" }),
    ),
    nobody: await ended(client.sendText({ openId: `ou_${"0".repeat(32)}`, uuid: "nobody", text: "x" })),
    opens: await control.click(
      "emmalin",
      webAppLink({ appId: a1.appId, targetUrl: "http://localhost:3000/feishu/x" }),
    ),
  };
}

/** What a reset secret, an expired token, an allow list and the end of the month's calls do. */
async function limits(feishu: TestFeishu) {
  const { control } = feishu;
  const before = aClient();
  await before.tenant();
  await control.changeApp(a1.appId, { appSecret: "another" });
  const resetSecret = await ended(before.tenant());
  await control.changeApp(a1.appId, { appSecret: a1.appSecret });

  const client = aClient();
  await client.tenant();
  await control.advance(7_300_000);
  const expiredToken = await ended(client.tenant());
  const openId = await openIdOf(feishu, a1.appId, "wangxiaoyu");
  await control.moveClock({ setTo: midnightInShanghai - 1_000 });
  await control.changeTenant(tenantKey, { quotaLimit: 1, quotaUsed: 0 });
  await client.sendText({ openId, uuid: "last", text: "x" });
  const usedUp = await ended(client.sendText({ openId, uuid: "one too many", text: "x" }));
  const askedThen = await ended(client.tenant());
  await control.moveClock({ setTo: midnightInShanghai });
  const nextMonth = await ended(client.sendText({ openId, uuid: "next month", text: "x" }));
  await control.changeApp(a1.appId, { ipAllowList: ["203.0.113.9"] });
  return {
    resetSecret,
    expiredToken,
    usedUp,
    askedThen,
    nextMonth,
    keptOutByAddress: await ended(client.tenant()),
  };
}

const parts = { configuration, signingIn, sending, limits };

/** What the product makes of Feishu, in everything it does with it. */
export type FeishuOutcome = { [P in keyof typeof parts]: Awaited<ReturnType<(typeof parts)[P]>> };

/** Does everything the product does with Feishu, under these quirks, and tells how each of it ended. */
export async function feishuOutcome(feishu: TestFeishu, quirks: Partial<Quirks>): Promise<FeishuOutcome> {
  const { control } = feishu;
  const begin = async () => {
    await control.reset();
    await control.setQuirks(quirks);
    return feishu;
  };
  return {
    configuration: await configuration(await begin()),
    signingIn: await signingIn(await begin()),
    sending: await sending(await begin()),
    limits: await limits(await begin()),
  };
}
