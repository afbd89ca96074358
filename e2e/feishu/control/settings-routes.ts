import { submitVersion } from "../state/app-facts";
import { buildApp, buildTenant, buildUser } from "../state/build";
import type { App, AppVersion, User } from "../state/model";
import { addApp, addUser, nowOf, openIdOf } from "../state/world";
import { revokeTokensOf } from "../open/tokens";
import type { Call } from "../transport/exchange";
import type { Route } from "../transport/route";
import { type ControlRoute, definedOf, NoSuchThing } from "./control-route";
import type { Platform } from "./platform";
import { appSettings, newApp, newTenant, newUser, newVersion, tenantSettings, userSettings } from "./schemas";

const VERSION_STATUS = { approved: 1, rejected: 2, "under-review": 3, "not-submitted": 4 } as const;

function appOf(call: Call): App {
  const app = call.world.apps.get(call.params["app_id"] ?? "");
  if (!app) throw new NoSuchThing("app");
  return app;
}

export function userOf(call: Call): User {
  const user = call.world.users.get(call.params["user_id"] ?? "");
  if (!user) throw new NoSuchThing("user");
  return user;
}

/** An app without its secret. */
function appView(app: App) {
  const { appSecret: _secret, ...visible } = app;
  return visible;
}

function userView(call: Call, user: User) {
  const apps = [...call.world.apps.values()].filter((app) => app.tenantKey === user.tenantKey);
  return {
    ...user,
    openIds: Object.fromEntries(apps.map((app) => [app.appId, openIdOf(call.world, app, user)])),
  };
}

function changeApp(call: Call, body: unknown) {
  const app = appOf(call);
  const { draft, ...settings } = definedOf(appSettings.partial().parse(body));
  const isReset = settings.appSecret !== undefined && settings.appSecret !== app.appSecret;
  if (isReset && !call.world.quirks.tokensOutliveSecret) revokeTokensOf(call.world, app);
  Object.assign(app, settings);
  Object.assign(app.draft, definedOf(draft ?? {}));
  return appView(app);
}

function decideVersion(call: Call, body: unknown): AppVersion {
  const app = appOf(call);
  const version = app.versions.find((one) => one.versionId === call.params["version_id"]);
  if (!version) throw new NoSuchThing("version");
  version.status = VERSION_STATUS[newVersion.parse(body).status];
  if (version.status === 1) {
    version.publishedAt = nowOf(call.world);
    app.availability = structuredClone(version.availability);
  }
  return version;
}

/** Creating and changing tenants, apps and people. */
export function settingsRoutes(platform: Platform, control: ControlRoute): Route[] {
  return [
    control("POST", "/tenants", (call, body) => {
      const tenant = buildTenant(definedOf(newTenant.parse(body)), nowOf(call.world));
      call.world.tenants.set(tenant.tenantKey, tenant);
      return tenant;
    }),
    control("PATCH", "/tenants/:tenant_key", (call, body) => {
      const tenant = call.world.tenants.get(call.params["tenant_key"] ?? "");
      if (!tenant) throw new NoSuchThing("tenant");
      return Object.assign(tenant, definedOf(tenantSettings.partial().parse(body)));
    }),
    control("GET", "/tenants/:tenant_key/users", (call) =>
      [...call.world.users.values()].filter(({ tenantKey }) => tenantKey === call.params["tenant_key"]),
    ),
    control("POST", "/apps", (call, body) => {
      const { publish, ...given } = newApp.parse(body);
      const app = buildApp(given, platform.appUrl);
      addApp(call.world, app);
      if (publish) submitVersion(call.world, app, 1, "1.0");
      return appView(app);
    }),
    control("PATCH", "/apps/:app_id", changeApp),
    control("POST", "/apps/:app_id/versions", (call, body) => {
      const { status, remark } = newVersion.parse(body);
      return submitVersion(call.world, appOf(call), VERSION_STATUS[status], remark);
    }),
    control("PATCH", "/apps/:app_id/versions/:version_id", decideVersion),
    control("DELETE", "/apps/:app_id/versions", (call) => {
      appOf(call).versions = [];
      return {};
    }),
    control("POST", "/users", (call, body) => {
      const user = buildUser(definedOf(newUser.parse(body)));
      addUser(call.world, user);
      return userView(call, user);
    }),
    control("GET", "/users/:user_id", (call) => userView(call, userOf(call))),
    control("PATCH", "/users/:user_id", (call, body) =>
      userView(call, Object.assign(userOf(call), definedOf(userSettings.partial().parse(body)))),
    ),
    control("GET", "/state", (call) => ({
      tenants: [...call.world.tenants.values()],
      apps: [...call.world.apps.values()].map(appView),
      users: [...call.world.users.values()].map((user) => userView(call, user)),
    })),
  ];
}
