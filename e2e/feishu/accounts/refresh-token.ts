import { hasScope } from "../state/app-facts";
import type { App, RefreshToken } from "../state/model";
import { mintToken, nowOf, type World } from "../state/world";
import { OauthRefusal } from "./oauth-refusal";

const OFFLINE_ACCESS = "offline_access";
const LIFETIME_SECONDS = 7 * 24 * 3600;
/** However often it is refreshed, an authorisation ends after a year. */
const AUTHORISATION_MS = 365 * 24 * 3600 * 1000;

export type TokenVersion = "v2" | "v3";

/** The scope must be published for the app's users, and the switch in the console be on. */
const mayRefresh = (app: App) => app.refreshTokensOn && hasScope(app, OFFLINE_ACCESS, "user");

type Grant = Pick<RefreshToken, "userId" | "scope" | "authorisedAt" | "version">;

/** What an answer says of a refresh token: nothing, unless `offline_access` was enabled, asked for and switched on. */
export function refreshFields(world: World, app: App, grant: Grant) {
  if (!mayRefresh(app) || !grant.scope.split(" ").includes(OFFLINE_ACCESS)) return {};
  const token: RefreshToken = {
    ...grant,
    token: `eyJhbGciOiJFUzI1NiJ9.${mintToken(world, "refresh-token", 700)}.${mintToken(world, "signature", 86)}`,
    appId: app.appId,
    expiresAt: nowOf(world) + LIFETIME_SECONDS * 1000,
    state: "live",
  };
  world.refreshTokens.set(token.token, token);
  return { refresh_token: token.token, refresh_token_expires_in: LIFETIME_SECONDS };
}

/** The refresh token of a request, if it may be used now. Version 2 knows only its own; version 3 both. */
export function liveRefreshToken(
  world: World,
  app: App,
  value: unknown,
  version: TokenVersion,
): RefreshToken {
  const found = world.refreshTokens.get(String(value));
  if (!found || (version === "v2" && found.version === "v3"))
    throw new OauthRefusal(20026, "invalid_grant", "The refresh token is invalid.");
  if (found.appId !== app.appId)
    throw new OauthRefusal(20024, "invalid_grant", "The refresh token belongs to another client_id.");
  if (!mayRefresh(app))
    throw new OauthRefusal(20074, "unauthorized_client", "The app is not allowed to refresh.");
  if (found.state === "revoked")
    throw new OauthRefusal(20064, "invalid_grant", "The refresh token was revoked.");
  if (found.state === "used")
    throw new OauthRefusal(20073, "invalid_grant", "The refresh token has been used.");
  const now = nowOf(world);
  if (found.expiresAt <= now || found.authorisedAt + AUTHORISATION_MS <= now)
    throw new OauthRefusal(20037, "invalid_grant", "The refresh token has expired.");
  return found;
}
