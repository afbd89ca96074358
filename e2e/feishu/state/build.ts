import { createHash } from "node:crypto";
import { homePageOf, manualScopes, redirectUrlsOf } from "../demo-seed";
import { quotaMonth } from "../open/quota";
import type { App, AppAbilities, Names, ScopeGrant, Tenant, User } from "./model";

const hex = (text: string, length: number) =>
  createHash("sha256").update(text).digest("hex").slice(0, length);

const FREE_EDITION_CALLS = 10_000;

function tenantScopes(scopes: readonly string[]): ScopeGrant[] {
  return scopes.map((scope) => ({ scope, tokenType: "tenant" }));
}

export function buildTenant(
  tenant: Pick<Tenant, "tenantKey" | "name"> & Partial<Tenant>,
  now: number,
): Tenant {
  return {
    displayId: `F${Number.parseInt(hex(tenant.tenantKey, 8), 16) % 1_000_000_000}`,
    tenantTag: 0,
    edition: "basic",
    domain: `${tenant.tenantKey}.feishu.example`,
    quotaLimit: FREE_EDITION_CALLS,
    quotaUsed: 0,
    quotaMonth: quotaMonth(now),
    ...tenant,
  };
}

/** A person with everything the platform knows of one. */
export function buildUser(user: Pick<User, "userId" | "tenantKey" | "name"> & Partial<User>): User {
  return {
    unionId: `on_${hex(`union:${user.tenantKey}:${user.userId}`, 32)}`,
    department: "",
    email: `${user.userId}@${user.tenantKey}.example`,
    mobile: `+861${String(Number.parseInt(hex(`mobile:${user.userId}`, 10), 16)).slice(0, 10)}`,
    employeeNo: hex(`no:${user.userId}`, 6),
    avatarColor: "#3370ff",
    status: "active",
    stoppedBots: [],
    blockedBots: [],
    ...user,
  };
}

/** The abilities of an app set up as the manual says. */
function manualAbilities(appUrl: string, appId: string): AppAbilities {
  const home = homePageOf(appUrl, appId);
  return {
    webApp: { pcUrl: home, mobileUrl: home },
    bot: true,
    scopes: tenantScopes(manualScopes),
    availability: { kind: "all" },
  };
}

/** An app set up as the manual says, not yet published. */
export function buildApp(
  app: { appId: string; appSecret: string; tenantKey: string; name: Names; ownerUserId: string },
  appUrl: string,
): App {
  return {
    ...app,
    description: { zh: "工单与专家服务", en: "Tickets and expert services" },
    status: "enabled",
    botDisabledByTenant: false,
    draft: manualAbilities(appUrl, app.appId),
    versions: [],
    redirectUrls: redirectUrlsOf(appUrl, app.appId),
    h5TrustedDomains: [appUrl],
    ipAllowList: [],
    availability: { kind: "all" },
    blackList: [],
    withheldScopes: [],
    scopeApplications: { pending: "", count: 0 },
    refreshTokensOn: false,
  };
}
