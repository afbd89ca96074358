import { hasScope, onlineVersion } from "../state/app-facts";
import type { App, IssuedToken, Tenant } from "../state/model";
import { nowOf } from "../state/world";
import type { Call } from "../transport/exchange";
import { enforceQuota, isCounted } from "./quota";
import { enforceRateLimit, type RateLimit } from "./rate-limits";
import { Refusal } from "./refusal";

/** What the gate asks of a route. */
export interface GateRules {
  name: string;
  /** Any one of them is enough; none needed when empty. */
  scopes: readonly string[];
  limit: RateLimit;
  /** Whether a success counts against the monthly quota. */
  counted: boolean;
}

type TokenKind = "tenant" | "user";

/** The bearer token and the kind its prefix claims. */
export function bearerOf(call: Call): { token: string; kind: TokenKind } {
  const header = call.headers.authorization ?? "";
  if (!header.startsWith("Bearer ")) {
    throw new Refusal(
      400,
      99991661,
      "Missing access token for authorization. Please make a request with token attached.",
    );
  }
  const token = header.slice("Bearer ".length);
  if (token.startsWith("t-")) return { token, kind: "tenant" };
  if (token.startsWith("u-") || token.startsWith("eyJ")) return { token, kind: "user" };
  throw new Refusal(
    400,
    99991671,
    "Invalid access token for authorization. The token must start with t- or u-.",
  );
}

/** A token that was issued and has not run out. */
export function liveToken(call: Call, token: string): IssuedToken | undefined {
  const issued = call.world.tokens.get(token);
  return issued && issued.expiresAt > nowOf(call.world) ? issued : undefined;
}

function invalidTenantToken(call: Call): Refusal {
  const status = call.world.quirks.invalidTenantTokenStatus;
  return new Refusal(
    status,
    99991663,
    "Invalid access token for authorization. Please make a request with token attached.",
  );
}

function appOfTenantToken(call: Call): App {
  const { token, kind } = bearerOf(call);
  if (kind === "user")
    throw new Refusal(400, 99991668, "Invalid access token for authorization: user access token not support");
  const app = call.world.apps.get(liveToken(call, token)?.appId ?? "");
  if (!app) throw invalidTenantToken(call);
  return app;
}

/** An app that is switched off, or was never published, is refused whatever it asks. */
export function enforceAppState(call: Call, app: App): void {
  if (app.status === "disabled") throw new Refusal(400, 99991662, "the app is not in use");
  if (!onlineVersion(app) && call.world.quirks.unpublishedAppGate === "99991673") {
    throw new Refusal(400, 99991673, "the app is unavailable in the tenant");
  }
}

function enforceAllowList(call: Call, app: App): void {
  if (app.ipAllowList.length > 0 && !app.ipAllowList.includes(call.remoteAddress)) {
    throw new Refusal(400, 99991401, `ip ${call.remoteAddress} is denied by app setting`);
  }
}

/** 99991672 with the whole text the platform sends. */
export function scopeRefusal(app: App, scopes: readonly string[]): Refusal {
  const list = scopes.join(", ");
  const url = `https://open.feishu.cn/app/${app.appId}/auth?q=${scopes.join(",")}&op_from=openapi&token_type=tenant`;
  return new Refusal(
    400,
    99991672,
    `Access denied. One of the following scopes is required: [${list}].应用尚未开通所需的应用身份权限：[${list}]，点击链接申请并开通任一权限即可：${url}`,
    {
      detail: {
        permission_violations: scopes.map((subject) => ({ type: "action_scope_required", subject })),
        helps: [{ url, description: "申请权限" }],
      },
    },
  );
}

/** What every API of an app's own token checks before its parameters, in the platform's order. */
export function enforceTenantGate(call: Call, route: GateRules): { app: App; tenant: Tenant } {
  const app = appOfTenantToken(call);
  call.notes.appId = app.appId;
  enforceAppState(call, app);
  enforceAllowList(call, app);
  const tenant = call.world.tenants.get(app.tenantKey);
  if (!tenant) throw new Refusal(404, 1184000, "tenant not found");
  enforceRateLimit(call.world, `${route.name}:${app.appId}:${app.tenantKey}`, route.limit);
  if (isCounted(call.world, route)) enforceQuota(call.world, tenant);
  if (route.scopes.length > 0 && !route.scopes.some((scope) => hasScope(app, scope, "tenant"))) {
    throw scopeRefusal(app, route.scopes);
  }
  return { app, tenant };
}
