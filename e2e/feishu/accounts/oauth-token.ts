import { hasScope, mayUse, onlineVersion } from "../state/app-facts";
import { isObject, parseJson, textOr } from "../state/json";
import type { App, AuthCode, JsonObject, User } from "../state/model";
import { mintToken, nowOf } from "../state/world";
import { type Answer, type Call, json } from "../transport/exchange";
import type { Route } from "../transport/route";
import { verifierFits } from "./auth-codes";
import { OauthRefusal } from "./oauth-refusal";
import { liveRefreshToken, refreshFields, type TokenVersion } from "./refresh-token";

const LIFETIME_SECONDS = 7200;

/** What each grant is made for. */
const GRANTED_FOR: Record<string, string> = { authorization_code: "code", refresh_token: "refresh_token" };

function readRequest(call: Call, version: TokenVersion): JsonObject {
  const type = call.headers["content-type"] ?? "";
  if (version === "v3" && type.includes("x-www-form-urlencoded"))
    return Object.fromEntries(new URLSearchParams(call.rawBody));
  const body = type.includes("application/json") ? parseJson(call.rawBody) : undefined;
  if (!isObject(body)) throw new OauthRefusal(20063, "invalid_request", "The request is malformed.");
  return body;
}

function appOf(call: Call, body: JsonObject): App {
  const app = call.world.apps.get(String(body["client_id"]));
  if (!app) throw new OauthRefusal(20048, "invalid_client", "The app does not exist.");
  call.notes.appId = app.appId;
  if (app.status === "disabled")
    throw new OauthRefusal(20069, "unauthorized_client", "The app is not enabled.");
  if ((call.headers.authorization ?? "").startsWith("Basic ")) {
    throw new OauthRefusal(20070, "invalid_request", "Only one way of client authentication may be used.");
  }
  if (app.appSecret !== body["client_secret"])
    throw new OauthRefusal(20002, "invalid_client", "The client secret is invalid.");
  return app;
}

function requireField(body: JsonObject, field: string): void {
  const value = body[field];
  if (typeof value !== "string" || value === "")
    throw new OauthRefusal(20001, "invalid_request", `${field} is required.`);
}

function requireFields(body: JsonObject): void {
  for (const field of ["grant_type", "client_id", "client_secret"]) requireField(body, field);
  const grantedFor = GRANTED_FOR[String(body["grant_type"])];
  if (grantedFor === undefined)
    throw new OauthRefusal(20036, "unsupported_grant_type", "The grant_type is not supported.");
  requireField(body, grantedFor);
}

function unknownCode(): OauthRefusal {
  const description =
    "The authorization code is not found. Please note that an authorization code can only be used once.";
  return new OauthRefusal(20003, "invalid_grant", description);
}

function liveCode(call: Call, app: App, value: unknown): AuthCode {
  const code = call.world.codes.get(String(value));
  if (!code) throw unknownCode();
  if (code.appId !== app.appId)
    throw new OauthRefusal(20024, "invalid_grant", "The code belongs to another client_id.");
  if (code.used && call.world.quirks.usedCodeCode === 20003) throw unknownCode();
  if (code.used) throw new OauthRefusal(20065, "invalid_grant", "The authorization code has been used.");
  if (code.expiresAt <= nowOf(call.world))
    throw new OauthRefusal(20004, "invalid_grant", "The authorization code has expired.");
  return code;
}

function checkRedirectUri(call: Call, code: AuthCode, given: unknown): void {
  const missing = given === undefined && code.redirectUri !== null && call.world.quirks.redirectUriRequired;
  const different = given !== undefined && given !== code.redirectUri;
  if (missing || different) {
    throw new OauthRefusal(
      20071,
      "invalid_grant",
      "The redirect_uri differs from the one of the authorization.",
    );
  }
}

function checkVerifier(call: Call, code: AuthCode, verifier: unknown, version: TokenVersion): void {
  const broken = version === "v3" && code.challenge !== null && call.world.quirks.v3PkceBroken;
  if (verifierFits(code.challenge, verifier) && !broken) return;
  if (call.world.quirks.consumeOnPkceFailure) code.used = true;
  throw new OauthRefusal(20049, "invalid_grant", "The PKCE check failed.");
}

function checkPerson(call: Call, app: App, user: User | undefined): asserts user is User {
  if (!user || user.status === "unregistered")
    throw new OauthRefusal(20008, "invalid_grant", "The user does not exist.");
  const foreignAllowed = call.world.quirks.otherTenantMayAuthorize && user.tenantKey !== app.tenantKey;
  if (!foreignAllowed && !mayUse(app, user)) {
    throw new OauthRefusal(20010, "access_denied", "The user has no permission to use the app.");
  }
  if (user.status !== "active")
    throw new OauthRefusal(20066, "invalid_grant", "The status of the user is invalid.");
  if (!onlineVersion(app))
    throw new OauthRefusal(20009, "access_denied", "The app is not installed in the tenant.");
}

function narrowedScope(app: App, authorised: string, wanted: unknown): string {
  if (wanted === undefined) return authorised;
  const scopes = textOr(wanted).split(" ").filter(Boolean);
  if (new Set(scopes).size !== scopes.length)
    throw new OauthRefusal(20067, "invalid_scope", "The scopes contain duplicates.");
  const allowed = authorised.split(" ");
  const foreign = scopes.find((scope) => !allowed.includes(scope) || !hasScope(app, scope, "user"));
  if (foreign !== undefined)
    throw new OauthRefusal(20068, "invalid_scope", `The scope ${foreign} was not authorised.`);
  return scopes.join(" ");
}

/** As long as the real ones (JWT-like, 1–2 KB), so that a column that is too short is noticed. */
function userToken(call: Call): string {
  return `eyJhbGciOiJFUzI1NiJ9.${mintToken(call.world, "user-token", 1100)}.${mintToken(call.world, "signature", 86)}`;
}

type Granted = { userId: string; scope: string; authorisedAt: number; version: TokenVersion };

function issue(call: Call, app: App, granted: Granted): Answer {
  const { userId, scope } = granted;
  const token = userToken(call);
  const expiresAt = nowOf(call.world) + LIFETIME_SECONDS * 1000;
  call.world.tokens.set(token, { token, appId: app.appId, kind: "user", userId, expiresAt });
  return json(200, {
    code: 0,
    access_token: token,
    expires_in: LIFETIME_SECONDS,
    token_type: "Bearer",
    scope,
    ...refreshFields(call.world, app, granted),
  });
}

function exchange(call: Call, app: App, body: JsonObject, version: TokenVersion): Answer {
  const code = liveCode(call, app, body["code"]);
  checkRedirectUri(call, code, body["redirect_uri"]);
  checkVerifier(call, code, body["code_verifier"], version);
  checkPerson(call, app, call.world.users.get(code.userId));
  const scope = narrowedScope(app, code.scope, body["scope"]);
  code.used = true;
  return issue(call, app, { userId: code.userId, scope, authorisedAt: nowOf(call.world), version });
}

function refresh(call: Call, app: App, body: JsonObject, version: TokenVersion): Answer {
  const old = liveRefreshToken(call.world, app, body["refresh_token"], version);
  checkPerson(call, app, call.world.users.get(old.userId));
  const scope = narrowedScope(app, old.scope, body["scope"]);
  old.state = "used";
  return issue(call, app, { userId: old.userId, scope, authorisedAt: old.authorisedAt, version });
}

function answer(call: Call, version: TokenVersion): Answer {
  try {
    const body = readRequest(call, version);
    requireFields(body);
    const app = appOf(call, body);
    return body["grant_type"] === "refresh_token"
      ? refresh(call, app, body, version)
      : exchange(call, app, body, version);
  } catch (error) {
    if (!(error instanceof OauthRefusal)) throw error;
    return error.toAnswer(call.world.quirks.oauthErrorWords);
  }
}

export const oauthTokenRoutes: Route[] = [
  {
    name: "oauth.token",
    method: "POST",
    path: "/open-apis/authen/v2/oauth/token",
    handle: (call) => answer(call, "v2"),
  },
  { name: "oauth.token.v3", method: "POST", path: "/oauth/v3/token", handle: (call) => answer(call, "v3") },
];
