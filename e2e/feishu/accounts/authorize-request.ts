import { hasScope, mayUse, onlineVersion } from "../state/app-facts";
import type { App, AuthCode, User } from "../state/model";
import type { Call } from "../transport/exchange";
import { isListed, rawParameter } from "./redirect-uri";

const MAX_SCOPES = 50;

/** What an authorize page was asked for, once everything about it is in order. */
export interface AuthorizeRequest {
  app: App;
  redirectUri: string;
  scope: string;
  /** Undecoded, to be echoed byte for byte. */
  rawState: string | undefined;
  challenge: AuthCode["challenge"];
}

/** An error the person sees on the authorize page; there is no way back to the app. */
export interface AuthorizeProblem {
  status: number;
  code: string;
  text: string;
}

const problem = (status: number, code: string, text: string): AuthorizeProblem => ({ status, code, text });

function challengeIn(query: URLSearchParams): AuthCode["challenge"] | "bad" {
  const value = query.get("code_challenge");
  const method = query.get("code_challenge_method") ?? "plain";
  if (value === null) return null;
  if (value === "" || (method !== "S256" && method !== "plain")) return "bad";
  return { value, method };
}

function scopeProblem(app: App, scope: string): AuthorizeProblem | undefined {
  const scopes = scope.split(" ").filter(Boolean);
  if (scopes.length > MAX_SCOPES) return problem(400, "20063", `more than ${MAX_SCOPES} scopes`);
  const missing = scopes.find((one) => !hasScope(app, one, "user"));
  return missing === undefined
    ? undefined
    : problem(400, "20027", `scope ${missing} 未开通 / is not enabled for the app`);
}

function appProblem(app: App): AuthorizeProblem | undefined {
  if (app.status === "disabled") return problem(403, "20069", "应用未启用 / the app is not enabled");
  if (!onlineVersion(app)) return problem(403, "20009", "应用未发布 / the app has not been published");
  return undefined;
}

function missingParameter(query: URLSearchParams, clientId: string, redirectUri: string) {
  if (clientId === "" || redirectUri === "")
    return problem(400, "20001", "client_id and redirect_uri are required");
  return query.get("response_type") === "code"
    ? undefined
    : problem(400, "20001", "response_type must be code");
}

/** Checks everything that does not depend on the person. */
export function readAuthorizeRequest(
  call: Call,
  query: URLSearchParams,
  rawQuery: string,
): AuthorizeRequest | AuthorizeProblem {
  const redirectUri = query.get("redirect_uri") ?? "";
  const clientId = query.get("client_id") ?? query.get("app_id") ?? "";
  const missing = missingParameter(query, clientId, redirectUri);
  if (missing) return missing;
  const app = call.world.apps.get(clientId);
  if (!app) return problem(400, "20048", "应用不存在 / the app does not exist");
  call.notes.appId = app.appId;
  if (!isListed(call.world, app.redirectUrls, redirectUri))
    return problem(400, "20029", "redirect_uri 请求不合法 / not a redirect URL of the app");
  const challenge = challengeIn(query);
  if (challenge === "bad") return problem(400, "20063", "invalid code_challenge");
  const scope = query.get("scope") ?? "";
  const refused = appProblem(app) ?? scopeProblem(app, scope);
  return refused ?? { app, redirectUri, scope, rawState: rawParameter(rawQuery, "state"), challenge };
}

/** Outside the availability range the page says so itself. */
export function personProblem(call: Call, app: App, user: User): AuthorizeProblem | undefined {
  const foreignAllowed = call.world.quirks.otherTenantMayAuthorize && user.tenantKey !== app.tenantKey;
  if (foreignAllowed || mayUse(app, user)) return undefined;
  return problem(
    403,
    "4401",
    "无法使用该应用，请联系管理员 / you may not use this app; ask your administrator",
  );
}
