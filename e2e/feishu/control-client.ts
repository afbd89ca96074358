import type { JournalEntry } from "./transport/journal";
import type { FaultInput } from "./transport/faults";
import type { InboxMessage } from "./open/messages/view";
import type { App, AppVersion, Tenant, User } from "./state/model";
import type { Quirks } from "./state/quirks";
import type { AuthorizeScenario, JssdkScenario } from "./state/scenarios";
import type { ResolvedLink } from "./applink/resolve";
import type {
  AppSettings,
  ClockChange,
  NewApp,
  NewTenant,
  NewUser,
  NewVersion,
  TenantSettings,
  UserSettings,
} from "./control/schemas";

export type AppView = Omit<App, "appSecret">;
export type UserView = User & { openIds: Record<string, string> };
type PartialApp = Partial<Omit<AppSettings, "draft">> & { draft?: Partial<AppSettings["draft"]> };

/** Steers a running local Feishu from a test or the demo. */
export class FeishuControl {
  readonly url: string;

  constructor(url: string) {
    this.url = url.replace(/\/$/, "");
  }

  /** Back to the demo seed; also clears faults, quirks, scenarios, clock and journal. */
  reset = () => this.#ask<unknown>("POST", "/reset");

  now = async () => (await this.#ask<{ now: number }>("GET", "/clock")).now;
  moveClock = (change: ClockChange) => this.#ask<{ now: number }>("POST", "/clock", change);
  advance = (milliseconds: number) => this.moveClock({ advanceMs: milliseconds });

  setQuirks = (quirks: Partial<Quirks>) => this.#ask<Quirks>("PATCH", "/quirks", quirks);
  addFault = (fault: FaultInput) => this.#ask<unknown>("POST", "/faults", fault);
  clearFaults = () => this.#ask<unknown>("DELETE", "/faults", {});

  journal = (filter: { route?: string; appId?: string } = {}) =>
    this.#ask<JournalEntry[]>("GET", `/journal?${new URLSearchParams(filter).toString()}`);
  clearJournal = () => this.#ask<unknown>("DELETE", "/journal", {});

  /** Every token that lives and every code that was given out. */
  issued = () => this.#ask<{ tokens: string[]; codes: string[] }>("GET", "/issued");

  /** Every message a person got from bots, oldest first. */
  inbox = (userId: string, appId?: string) =>
    this.#ask<InboxMessage[]>(
      "GET",
      `/inbox/${encodeURIComponent(userId)}${appId === undefined ? "" : `?appId=${appId}`}`,
    );
  /** Where a link leads when this person clicks it in the client. */
  click = (userId: string, url: string) => this.#ask<ResolvedLink>("POST", "/click", { userId, url });

  authorizeScenario = (scenario: Partial<AuthorizeScenario>) =>
    this.#ask<unknown>("PUT", "/scenarios/authorize", scenario);
  jssdkScenario = (scenario: Partial<JssdkScenario>) =>
    this.#ask<unknown>("PUT", "/scenarios/jssdk", scenario);

  state = () => this.#ask<{ tenants: Tenant[]; apps: AppView[]; users: UserView[] }>("GET", "/state");
  /** The people of an organization. */
  peopleOf = (tenantKey: string) => this.#ask<User[]>("GET", `/tenants/${tenantKey}/users`);
  /** The id of a person in one app. */
  openId = async (appId: string, userId: string): Promise<string> => {
    const { openIds } = await this.#ask<UserView>("GET", `/users/${userId}`);
    const openId = openIds[appId];
    if (openId === undefined) throw new Error(`no person ${userId} in app ${appId}`);
    return openId;
  };

  createTenant = (tenant: NewTenant) => this.#ask<Tenant>("POST", "/tenants", tenant);
  changeTenant = (tenantKey: string, settings: Partial<TenantSettings>) =>
    this.#ask<Tenant>("PATCH", `/tenants/${tenantKey}`, settings);
  createApp = (app: NewApp) => this.#ask<AppView>("POST", "/apps", app);
  changeApp = (appId: string, settings: PartialApp) =>
    this.#ask<AppView>("PATCH", `/apps/${appId}`, settings);
  /** Freezes the app's draft into a version; approved unless said otherwise. */
  publishVersion = (appId: string, version: NewVersion = {}) =>
    this.#ask<AppVersion>("POST", `/apps/${appId}/versions`, version);
  decideVersion = (appId: string, versionId: string, status: NonNullable<NewVersion["status"]>) =>
    this.#ask<AppVersion>("PATCH", `/apps/${appId}/versions/${versionId}`, { status });
  /** As if the app had never been published. */
  unpublish = (appId: string) => this.#ask<unknown>("DELETE", `/apps/${appId}/versions`, {});
  createUser = (user: NewUser) => this.#ask<UserView>("POST", "/users", user);
  changeUser = (userId: string, settings: Partial<UserSettings>) =>
    this.#ask<UserView>("PATCH", `/users/${userId}`, settings);

  async #ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const hasBody = method !== "GET";
    const response = await fetch(`${this.url}/_control${path}`, {
      method,
      ...(hasBody
        ? { headers: { "content-type": "application/json" }, body: JSON.stringify(body ?? {}) }
        : {}),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`local Feishu control ${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text) as T;
  }
}
