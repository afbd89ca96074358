import { onlineVersion, versionUnderReview } from "../state/app-facts";
import type { App, AppVersion, Availability, ScopeGrant } from "../state/model";
import { openIdOf } from "../state/world";
import type { TenantCall } from "./open-route";

const LANGUAGES = ["zh_cn", "en_us", "ja_jp"] as const;
export type Language = (typeof LANGUAGES)[number];

export function isLanguage(value: string | null): value is Language {
  return LANGUAGES.some((language) => language === value);
}

const nameIn = (app: App, lang: Language) => (lang === "zh_cn" ? app.name.zh : app.name.en);
const descriptionIn = (app: App, lang: Language) =>
  lang === "zh_cn" ? app.description.zh : app.description.en;

export const appAvatarUrl = (call: TenantCall, app: App) => `${call.baseUrl}/avatars/app/${app.appId}.svg`;

function scopesView(scopes: readonly ScopeGrant[]) {
  const names = [...new Set(scopes.map((grant) => grant.scope))];
  return names.map((scope) => ({
    scope,
    description: scope,
    level: 1,
    token_types: scopes.filter((grant) => grant.scope === scope).map((grant) => grant.tokenType),
  }));
}

function sharedView(call: TenantCall, app: App, lang: Language) {
  return {
    app_id: app.appId,
    app_name: nameIn(app, lang),
    avatar_url: appAvatarUrl(call, app),
    description: descriptionIn(app, lang),
    back_home_url: "",
    common_categories: lang === "zh_cn" ? ["效率"] : ["Productivity"],
    i18n: [
      { i18n_key: "zh_cn", name: app.name.zh, description: app.description.zh, help_use: "" },
      { i18n_key: "en_us", name: app.name.en, description: app.description.en, help_use: "" },
    ],
  };
}

function ownerOpenId(call: TenantCall, app: App): string {
  const owner = call.world.users.get(app.ownerUserId);
  return owner ? openIdOf(call.world, app, owner) : "";
}

/** Fields the SDK's types know and no page documents; two of them are secrets. */
function undocumentedView(app: App) {
  return {
    security: {
      redirect_urls: app.redirectUrls,
      allowed_ips: app.ipAllowList,
      h5_trusted_domains: app.h5TrustedDomains,
    },
    event: { subscription_type: "webhook", request_url: "", subscribed_events: [] },
    callback_info: { callback_type: "webhook", request_url: "", subscribed_callbacks: [] },
    encryption: { encryption_key: `encrypt-${app.appSecret}`, verification_token: `verify-${app.appSecret}` },
    secret: app.appSecret,
  };
}

/** `data.app` of `application/v6/applications/:app_id`. */
export function applicationView(call: TenantCall, app: App, lang: Language) {
  const online = onlineVersion(app);
  const home = online?.webApp ? "web_app" : "bot";
  return {
    ...sharedView(call, app, lang),
    creator_id: ownerOpenId(call, app),
    status: app.status === "disabled" ? 0 : online ? 1 : 2,
    scene_type: 0,
    payment_type: 0,
    redirect_urls: app.redirectUrls,
    online_version_id: online?.versionId ?? "",
    unaudit_version_id: versionUnderReview(app)?.versionId ?? "",
    scopes: scopesView(online?.scopes ?? []),
    primary_language: "zh_cn",
    owner: { type: 2, owner_id: ownerOpenId(call, app) },
    mobile_default_ability: home,
    pc_default_ability: home,
    ...(call.world.quirks.appSecurityFields ? undocumentedView(app) : {}),
  };
}

function visibilityView(call: TenantCall, app: App, range: Availability) {
  const openIds = range.kind === "users" ? range.userIds.flatMap((id) => call.world.users.get(id) ?? []) : [];
  return {
    is_all: range.kind === "all" ? 1 : 0,
    visible_list: {
      open_ids: openIds.map((user) => openIdOf(call.world, app, user)),
      department_ids: range.kind === "departments" ? range.departments : [],
      group_ids: [],
    },
    invisible_list: { open_ids: [], department_ids: [], group_ids: [] },
  };
}

function abilityView(call: TenantCall, version: AppVersion) {
  const withoutBot = { absent: {}, null: { bot: null }, empty: { bot: {} } }[
    call.world.quirks.abilityBotWithoutBot
  ];
  return {
    ...(version.webApp
      ? { web_app: { pc_url: version.webApp.pcUrl, mobile_url: version.webApp.mobileUrl } }
      : {}),
    ...(version.bot ? { bot: { card_request_url: "" } } : withoutBot),
  };
}

const seconds = (at: number | null) => (at === null ? "0" : String(Math.floor(at / 1000)));

/** One version, with the abilities and scopes frozen when it was submitted. */
export function versionView(call: TenantCall, app: App, version: AppVersion, lang: Language) {
  return {
    ...sharedView(call, app, lang),
    version: version.version,
    version_id: version.versionId,
    scopes: scopesView(version.scopes),
    events: [],
    event_infos: [],
    status: version.status,
    create_time: seconds(version.createdAt),
    publish_time: seconds(version.publishedAt),
    ability: abilityView(call, version),
    remark: {
      remark: version.remark,
      update_remark: version.remark,
      visibility: visibilityView(call, app, version.availability),
    },
  };
}
