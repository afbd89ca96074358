import type { App } from "../state/model";
import { nowOf, openIdOf } from "../state/world";
import { applicationView, isLanguage, type Language, versionView } from "./application-view";
import { success, type TenantCall, tenantRoute } from "./open-route";
import { fieldViolation, Refusal } from "./refusal";
import { APP_ID_PATTERN } from "./tokens";

const SELF_MANAGE = "application:application:self_manage";
const PAGE_TOKEN_TTL_MS = 2 * 3600 * 1000;

function languageOf(call: TenantCall): Language {
  const lang = call.query.get("lang");
  if (!isLanguage(lang)) throw fieldViolation("lang", lang, "lang is required: zh_cn, en_us or ja_jp");
  return lang;
}

/** Without an administrator's scope an app may ask about itself only. */
export function ownApp(call: TenantCall): App {
  const wanted = call.params["app_id"] ?? "";
  if (wanted === "me" || wanted === call.app.appId) return call.app;
  if (!APP_ID_PATTERN.test(wanted)) throw new Refusal(400, 210503, "invalid app_id");
  const other = call.world.apps.get(wanted);
  if (!other) throw new Refusal(400, 210506, "the app does not exist");
  if (other.tenantKey !== call.app.tenantKey) throw new Refusal(400, 210504, "the app is not in this tenant");
  throw new Refusal(400, 210508, "insufficient permission level for this app");
}

function pageSizeOf(call: TenantCall): number {
  const raw = call.query.get("page_size") ?? "20";
  const size = Number(raw);
  if (!Number.isInteger(size) || size < 1 || size > 50)
    throw fieldViolation("page_size", raw, "page_size must be 1 to 50");
  return size;
}

function offsetOf(call: TenantCall): number {
  const token = call.query.get("page_token") ?? "";
  if (token === "") return 0;
  const [offset, issuedAt] = Buffer.from(token, "base64url").toString().split(":").map(Number);
  if (
    offset === undefined ||
    issuedAt === undefined ||
    !Number.isInteger(offset) ||
    !Number.isInteger(issuedAt)
  ) {
    throw new Refusal(400, 210500, "invalid page_token");
  }
  if (issuedAt + PAGE_TOKEN_TTL_MS < nowOf(call.world))
    throw new Refusal(400, 210501, "page_token has expired");
  return offset;
}

function listVersions(call: TenantCall) {
  const lang = languageOf(call);
  const app = ownApp(call);
  const order = call.query.get("order") ?? "0";
  if (order !== "0" && order !== "1") throw new Refusal(400, 210514, "invalid order");
  const size = pageSizeOf(call);
  const offset = offsetOf(call);
  const sorted = order === "0" ? app.versions.toReversed() : app.versions;
  const items = sorted.slice(offset, offset + size).map((version) => versionView(call, app, version, lang));
  const hasMore = offset + size < sorted.length;
  const next = hasMore ? Buffer.from(`${offset + size}:${nowOf(call.world)}`).toString("base64url") : "";
  return success({ items, has_more: hasMore, page_token: next });
}

function getVersion(call: TenantCall) {
  const lang = languageOf(call);
  const app = ownApp(call);
  const wanted = call.params["version_id"];
  const version = app.versions.find((candidate) => candidate.versionId === wanted);
  if (version) return success({ app_version: versionView(call, app, version, lang) });
  const elsewhere = [...call.world.apps.values()].some((other) =>
    other.versions.some((one) => one.versionId === wanted),
  );
  if (elsewhere) throw new Refusal(400, 211003, "the version does not belong to the app");
  throw new Refusal(400, 211002, "no such version_id");
}

function listCollaborators(call: TenantCall) {
  const app = ownApp(call);
  const owner = call.world.users.get(app.ownerUserId);
  return success({
    collaborators: owner ? [{ type: "administrator", user_id: openIdOf(call.world, app, owner) }] : [],
  });
}

const APPLICATION = "/open-apis/application/v6/applications/:app_id";

export const applicationRoutes = [
  tenantRoute({
    name: "application.get",
    method: "GET",
    path: APPLICATION,
    scopes: [SELF_MANAGE, "admin:app.info:readonly"],
    limit: { perSecond: 50 },
    counted: true,
    handle: (call) => {
      const lang = languageOf(call);
      return success({ app: applicationView(call, ownApp(call), lang) });
    },
  }),
  tenantRoute({
    name: "application.versions.list",
    method: "GET",
    path: `${APPLICATION}/app_versions`,
    scopes: [SELF_MANAGE, "application:application.app_version:readonly"],
    limit: { perMinute: 100 },
    counted: true,
    handle: listVersions,
  }),
  tenantRoute({
    name: "application.versions.get",
    method: "GET",
    path: `${APPLICATION}/app_versions/:version_id`,
    scopes: [SELF_MANAGE, "application:application.app_version:readonly"],
    limit: { perMinute: 100 },
    counted: true,
    handle: getVersion,
  }),
  tenantRoute({
    name: "application.collaborators",
    method: "GET",
    path: `${APPLICATION}/collaborators`,
    scopes: [SELF_MANAGE, "admin:app.info:readonly"],
    limit: { perMinute: 10 },
    counted: true,
    handle: listCollaborators,
  }),
];
