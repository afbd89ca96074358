import { randomBytes, randomUUID } from "node:crypto";
import { Secret as Totp, TOTP } from "otpauth";
import { io, type Socket } from "socket.io-client";
import { z } from "zod";
import { attemptCookie, finishAttempt } from "@/lib/channels/sign-in-attempt";
import type { FaultInput } from "../feishu/transport/faults";
import type { FeishuControl } from "../feishu/control-client";
import { codeFromClient } from "../isolation/client-code";
import { type BuiltAction, formOf } from "../isolation/server-action";
import type { Customer } from "../world/customer";
import { until } from "../world/until";
import { Browser } from "./browser";
import type { Secret } from "./find-secrets";

const groupsSchema = z.array(z.object({ id: z.uuid() }));
const membersSchema = z.array(z.object({ personId: z.uuid(), name: z.string() }));

type Stage = {
  appUrl: string;
  feishu: FeishuControl;
  customer: Customer;
  actions: Map<string, BuiltAction>;
};

/** Everything a customer does on their first day, with everything going wrong first, and all the secrets that this takes. */
export class Journey {
  readonly secrets: Secret[] = [];
  readonly #stage: Stage;
  readonly #browsers: Browser[] = [];
  readonly #sockets: Socket[] = [];

  constructor(stage: Stage) {
    this.#stage = stage;
    const { customer } = stage;
    this.#keep("App Secret", customer.appSecret);
    this.#keep("password", customer.accountPassword, customer.tam.password, customer.deputy.password);
    this.#keep(
      "person's name",
      ...customer.employees.map(({ name }) => name),
      customer.tam.name,
      customer.deputy.name,
    );
  }

  /** All secrets so far: those that were typed, those that browsers carried, those that Feishu gave out. */
  async allSecrets(): Promise<Secret[]> {
    const { tokens, codes } = await this.#stage.feishu.issued();
    const given = [
      ...tokens.map((value) => ({ what: "access token", value })),
      ...codes.map((value) => ({ what: "code", value })),
    ];
    const all = [...this.secrets, ...this.#browsers.flatMap(({ carried }) => carried), ...given];
    return [...new Map(all.map((secret) => [secret.value, secret])).values()];
  }

  newBrowser(): Browser {
    const browser = new Browser(this.#stage.appUrl);
    this.#browsers.push(browser);
    return browser;
  }

  /** Signs in to the console: refused twice, then in. */
  async signInToConsole(): Promise<Browser> {
    const browser = this.newBrowser();
    const action = this.#action("lib/accounts/actions.ts#signInPrincipalAction");
    const { accountAlias: name, accountPassword } = this.#stage.customer;
    const signIn = (password: string) =>
      browser.act(action, [null, formOf({ name, password, returnTo: "/console" })]);
    expectIn(await signIn(this.#typed("password")), "identity.wrong_credentials");
    expectIn(await signIn(this.#typed("password").repeat(20)), "identity.wrong_credentials");
    expectIn(await signIn(accountPassword), "/console");
    return browser;
  }

  /** Adds the channel: with a wrong secret, while Feishu fails in every way, then for good. */
  async addChannel(browser: Browser): Promise<void> {
    const action = this.#action("lib/channels/actions.ts#addChannelAction");
    const { organizationName, appId, appSecret } = this.#stage.customer;
    const add = (secret: string, name = organizationName) =>
      browser.act(action, [formOf({ organizationName: name, appId, appSecret: secret })]);
    expectIn(await add(this.#typed("wrong App Secret")), '"ok":false');
    expectIn(await add(appSecret, ""), '"ok":false');
    const kinds = ["reset", "html-502", "error-500", "truncated-json"] as const;
    for (const kind of kinds) {
      await this.#fault({ route: "auth.tenant_access_token", kind });
      expectIn(await add(appSecret), '"ok":false');
    }
    for (const route of ["tenant.query", "application.get", "application.scopes.list", "bot.info"]) {
      await this.#fault({ route, kind: kinds[route.length % kinds.length] ?? "reset" });
      await this.#fault({ route: "tenant.query", kind: "reset" });
      expectIn(await add(appSecret), '"ok":false');
      await this.#stage.feishu.clearFaults();
    }
    await this.#fault({ route: "tenant.query", kind: "latency", delayMs: 9_000 });
    expectIn(await add(appSecret), '"ok":false');
    await this.#stage.feishu.clearFaults();
    expectIn(await add(appSecret), '"ok":true');
  }

  /** Replaces the secret: with a wrong one, while Feishu fails, then for good. */
  async rotateSecret(browser: Browser, channelId: string): Promise<void> {
    const action = this.#action("lib/channels/actions.ts#rotateSecretAction");
    const rotate = (appSecret: string) => browser.act(action, ["console", formOf({ channelId, appSecret })]);
    expectIn(await rotate(this.#typed("wrong App Secret")), '"ok":false');
    const appSecret = this.#typed("new App Secret");
    await this.#stage.feishu.changeApp(this.#stage.customer.appId, { appSecret });
    await this.#fault({ route: "auth.tenant_access_token", kind: "truncated-json" });
    for (const answer of ['"ok":false', '"ok":true']) expectIn(await rotate(appSecret), answer);
  }

  /** Signs an employee in by the redirect: refused at Feishu, Feishu failing, in, and the code once more. */
  async signInByRedirect(userId: string): Promise<Browser> {
    const browser = this.newBrowser();
    const { feishu, appUrl } = this.#stage;
    await feishu.authorizeScenario({ decision: "refuse", userId });
    expectIn(await this.#finish(browser, await this.#throughFeishu(browser)), "problem=refused");
    await feishu.authorizeScenario({ decision: "approve", userId });
    const faults: FaultInput[] = [
      { route: "oauth.token", kind: "reset" },
      { route: "oauth.token", kind: "html-502" },
      { route: "oauth.token", kind: "oauth-500", times: 2 },
      { route: "oauth.token", kind: "truncated-json" },
      { route: "authen.user_info", kind: "reset" },
      { route: "authen.user_info", kind: "error-500" },
    ];
    for (const fault of faults) {
      const back = await this.#throughFeishu(browser);
      await this.#fault(fault);
      expectIn(await this.#finish(browser, back), "problem=");
    }
    const back = await this.#throughFeishu(browser);
    expectIn(await this.#finish(browser, back), "/workbench");
    const again = new URL(await this.#throughFeishu(browser));
    again.searchParams.set("code", new URL(back).searchParams.get("code") ?? "");
    expectIn(await this.#finish(browser, again.href), "problem=code_expired");
    expectIn(await this.#finish(this.newBrowser(), back), "problem=state_mismatch");
    expectIn(String((await browser.ask(`${appUrl}/thirdparty/feishu/cli_unknown/login`)).status), "303");
    return browser;
  }

  /** Signs an employee in inside the client: while Feishu fails, in, and the code once more; then something that is none. */
  async signInInClient(userId: string): Promise<void> {
    const browser = this.newBrowser();
    const { feishu, appUrl, customer } = this.#stage;
    const { appId } = customer;
    const signIn = async (body: string) => {
      const headers = { "content-type": "application/json" };
      const init = { method: "POST", headers, body };
      const response = await browser.ask(`/api/feishu/${appId}/client-code`, init);
      return `${response.status} ${await response.text()}`;
    };
    const code = await codeFromClient(feishu, { appUrl, appId, userId });
    const failed = await codeFromClient(feishu, { appUrl, appId, userId });
    await this.#fault({ route: "oauth.token", kind: "html-502" });
    expectIn(await signIn(JSON.stringify({ code: failed })), "502");
    expectIn(await signIn(JSON.stringify({ code })), "204");
    expectIn(await signIn(JSON.stringify({ code })), "502");
    expectIn(await signIn(JSON.stringify({ code: this.#typed("code") })), "502");
    expectIn(await signIn(`{"code":"${this.#typed("code")}`), "400");
  }

  async signInToDesk(): Promise<Browser> {
    const browser = this.newBrowser();
    const action = this.#action("lib/identity/actions.ts#signInStaffAction");
    const { email, password } = this.#stage.customer.tam;
    const signIn = (name: string, typed: string) =>
      browser.act(action, [null, formOf({ email: name, password: typed, returnTo: "/desk" })]);
    expectIn(await signIn(email, this.#typed("password")), "identity.wrong_credentials");
    expectIn(await signIn("no address", this.#typed("password")), "identity.invalid_email");
    expectIn(await signIn(email, password), "/desk");
    await this.#setUpSecondFactor(browser);
    return browser;
  }

  /** Sets a second factor up at the desk, with a wrong code first, and signs in once more with a recovery code. */
  async #setUpSecondFactor(browser: Browser): Promise<void> {
    const act = (action: string, args: object) =>
      browser.act(this.#action(`lib/identity/actions.ts#${action}`), ["staff", args]);
    const secret = /"secret":"([A-Z2-7]{32})"/.exec(await act("startSecondFactorAction", {}))?.[1] ?? "";
    this.#keep("secret of a second factor", secret);
    expectIn(await act("confirmSecondFactorAction", { code: this.#typed("code") }), "identity.wrong_code");
    const code = new TOTP({ secret: Totp.fromBase32(secret) }).generate();
    const confirmed = await act("confirmSecondFactorAction", { code });
    const codes = confirmed.match(/(?:[a-z2-9]{4}-){3}[a-z2-9]{4}/g) ?? [];
    if (codes.length !== 10) throw new Error("there are no ten recovery codes");
    this.#keep("recovery code", ...codes);
    const again = this.newBrowser();
    const { email, password } = this.#stage.customer.tam;
    const first = this.#action("lib/identity/actions.ts#signInStaffAction");
    const second = this.#action("lib/identity/actions.ts#finishStaffSignInAction");
    expectIn(await again.act(first, [null, formOf({ email, password, returnTo: "/desk" })]), "/desk/sign-in");
    const finish = (typed: string) => again.act(second, [null, formOf({ code: typed, returnTo: "/desk" })]);
    expectIn(await finish(this.#typed("code")), "identity.wrong_code");
    expectIn(await finish(codes[0] ?? ""), "/desk");
  }

  /** Employee and TAM write to each other; the TAM mentions the employee by name, who is away. */
  async converse(employee: Browser, desk: Browser, name: string): Promise<void> {
    const { appId } = this.#stage.customer;
    const [group] = groupsSchema.parse(await (await desk.ask("/api/desk/groups")).json());
    if (group === undefined) throw new Error("the desk has no group");
    const members = membersSchema.parse(
      await (await desk.ask(`/api/desk/groups/${group.id}/members`)).json(),
    );
    const personId = members.find((member) => member.name === name)?.personId;
    if (personId === undefined) throw new Error(`${name} is not in the group`);
    const atWorkbench = this.#connect(employee, { door: "employee", appId });
    const atDesk = this.#connect(desk, { door: "staff" });
    const say = async (socket: Socket, body: string): Promise<string> => {
      const message = { groupId: group.id, clientId: randomUUID(), body };
      return JSON.stringify(await socket.timeout(10_000).emitWithAck("message:send", message));
    };
    expectIn(await say(atWorkbench, this.#typed("message text")), '"ok":true');
    expectIn(await say(atWorkbench, `${this.#typed("message text")}\0`), '"ok":false');
    atWorkbench.close();
    await this.#fault({ route: "auth.tenant_access_token", kind: "reset" });
    await this.#fault({ route: "im.message.create", kind: "html-502" });
    expectIn(await say(atDesk, `<@${personId}> ${this.#typed("message text")}`), '"ok":true');
    expectIn(await say(atDesk, `${this.#typed("message text")} ${"long ".repeat(3_000)}`), '"ok":false');
  }

  /** The card has arrived, after the faults on its way. */
  async cardArrives(userId: string): Promise<void> {
    await until("the card", async () => (await this.#stage.feishu.inbox(userId)).length === 1, 60_000);
  }

  /** Requests that fail, each with a secret in it. */
  async unhappyRequests(browser: Browser): Promise<void> {
    const { appId } = this.#stage.customer;
    const wrong = { headers: { authorization: `Bearer ${this.#typed("metrics token")}` } };
    expectIn(String((await browser.ask("/api/metrics", wrong)).status), "401");
    await browser.ask(`/feishu/${appId}/person/inviteToGroup?token=${this.#typed("invitation token")}`);
    await browser.ask(
      `/thirdparty/feishu/${appId}/oauth2/callback?code=${this.#typed("code")}&state=${this.#typed("state")}`,
    );
    const forged = `ailink.employee.${appId}.session=${this.#typed("session cookie")}`;
    expectIn(String((await browser.ask("/api/desk/groups", { headers: { cookie: forged } })).status), "401");
  }

  close(): void {
    for (const socket of this.#sockets) socket.close();
  }

  #keep(what: string, ...values: string[]): void {
    this.secrets.push(...values.map((value) => ({ what, value })));
  }

  /** Something that somebody types and nobody else can have typed. */
  #typed(what: string): string {
    const value = `typed ${randomBytes(15).toString("base64url")}`.replaceAll(
      " ",
      what.includes("text") ? " " : "-",
    );
    this.#keep(what, value);
    return value;
  }

  #action(name: string): BuiltAction | undefined {
    return this.#stage.actions.get(name);
  }

  #fault(fault: FaultInput): Promise<unknown> {
    return this.#stage.feishu.addFault(fault);
  }

  /** To Feishu's authorize page and back to our callback, which is not opened yet. */
  async #throughFeishu(browser: Browser): Promise<string> {
    const { appId } = this.#stage.customer;
    const begun = await browser.ask(`/thirdparty/feishu/${appId}/login?redirect=/feishu/${appId}/workbench`);
    const page = begun.headers.get("location") ?? "";
    const state = new URL(page).searchParams.get("state") ?? "";
    const cookies = browser.cookies(/attempt/);
    const mine = attemptCookie(
      cookies.map(({ name }) => name),
      state,
    );
    const value = cookies.find(({ name }) => name === mine)?.value ?? "";
    const attempt = finishAttempt(appId, state, decodeURIComponent(value), new Date());
    if (attempt === null) throw new Error("the attempt's cookie cannot be opened");
    this.#keep("PKCE verifier", attempt.codeVerifier);
    const answered = await browser.ask(page);
    return answered.headers.get("location") ?? "";
  }

  async #finish(browser: Browser, back: string): Promise<string> {
    return (await browser.ask(back)).headers.get("location") ?? "";
  }

  #connect(browser: Browser, auth: object): Socket {
    const { appUrl } = this.#stage;
    const extraHeaders = { cookie: browser.cookie, origin: appUrl };
    const socket = io(appUrl, { auth, extraHeaders, transports: ["websocket"], forceNew: true });
    this.#sockets.push(socket);
    return socket;
  }
}

function expectIn(answer: string, words: string): void {
  if (!answer.includes(words)) throw new Error(`"${words}" is not in ${answer.slice(0, 400)}`);
}
