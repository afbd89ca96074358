import { onlineVersion } from "../state/app-facts";
import { isObject, parseJson } from "../state/json";
import type { App, IssuedToken } from "../state/model";
import { mintToken, nowOf, type World } from "../state/world";
import { type Answer, type Call, json } from "../transport/exchange";
import type { Route } from "../transport/route";
import { answering, requireJsonContent } from "./open-route";

const LIFETIME_MS = 7200 * 1000;
/** With at least this much left, the same token is given again. */
const REISSUE_BELOW_MS = 1800 * 1000;
export const APP_ID_PATTERN = /^cli_[0-9a-f]{16}$/;

function newestTenantToken(world: World, app: App): IssuedToken | undefined {
  return [...world.tokens.values()].findLast((token) => token.kind === "tenant" && token.appId === app.appId);
}

/** The tenant token of an app: the running one while it has half an hour left, else a new one beside it. */
function tenantTokenOf(world: World, app: App): IssuedToken {
  const running = newestTenantToken(world, app);
  if (running && running.expiresAt - nowOf(world) >= REISSUE_BELOW_MS) return running;
  const token: IssuedToken = {
    token: `t-g1${mintToken(world, "tenant-token", 40)}`,
    appId: app.appId,
    kind: "tenant",
    userId: null,
    expiresAt: nowOf(world) + LIFETIME_MS,
  };
  world.tokens.set(token.token, token);
  return token;
}

/** A changed secret ends every token of the app. */
export function revokeTokensOf(world: World, app: App): void {
  for (const token of world.tokens.values()) if (token.appId === app.appId) world.tokens.delete(token.token);
  for (const token of world.refreshTokens.values()) if (token.appId === app.appId) token.state = "revoked";
}

const invalidParam = () => json(200, { code: 10003, data: {}, msg: "invalid param" });

function issue(call: Call, withAppToken: boolean): Answer {
  requireJsonContent(call);
  const body = parseJson(call.rawBody);
  if (!isObject(body)) return invalidParam();
  const { app_id: appId, app_secret: secret } = body;
  if (typeof appId !== "string" || !APP_ID_PATTERN.test(appId) || typeof secret !== "string")
    return invalidParam();
  call.notes.appId = appId;
  const app = call.world.apps.get(appId);
  if (!app) return json(200, { code: 10014, msg: "app id not exists" });
  if (app.appSecret !== secret) return json(200, { code: 10014, msg: "app secret invalid" });
  const { disabledAppCode, unpublishedAppToken } = call.world.quirks;
  if (app.status === "disabled") return json(200, { code: disabledAppCode, msg: "app is disabled" });
  if (unpublishedAppToken !== "issued" && !onlineVersion(app))
    return json(200, { code: Number(unpublishedAppToken), msg: "app is unavailable" });

  const { token, expiresAt } = tenantTokenOf(call.world, app);
  const expire = Math.floor((expiresAt - nowOf(call.world)) / 1000);
  const appToken = withAppToken ? { app_access_token: token } : {};
  return json(200, { code: 0, msg: "ok", ...appToken, tenant_access_token: token, expire });
}

export const tokenRoutes: Route[] = [
  {
    name: "auth.tenant_access_token",
    method: "POST",
    path: "/open-apis/auth/v3/tenant_access_token/internal",
    handle: (call) => answering(call, () => issue(call, false)),
  },
  {
    name: "auth.app_access_token",
    method: "POST",
    path: "/open-apis/auth/v3/app_access_token/internal",
    handle: (call) => answering(call, () => issue(call, true)),
  },
];
