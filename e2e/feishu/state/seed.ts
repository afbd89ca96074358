import type { EventEmitter } from "node:events";
import { demoApps, demoPeople, demoTenants } from "../demo-seed";
import { submitVersion } from "./app-facts";
import { buildApp, buildTenant, buildUser } from "./build";
import type { App } from "./model";
import { addApp, addUser, createWorld, nowOf, type World } from "./world";

/** Published without the bot and without the permission to send; both stand unpublished in the draft. */
function misconfigure(world: World, app: App): void {
  const wanted = structuredClone(app.draft);
  app.draft.bot = false;
  app.draft.scopes = app.draft.scopes.filter((grant) => grant.scope !== "im:message:send_as_bot");
  submitVersion(world, app, 1, "1.0");
  app.draft = wanted;
  app.redirectUrls = app.redirectUrls.slice(0, 2);
}

/** The platform as the demo shows it. */
export function seededWorld(seed: string, appUrl: string, changes?: EventEmitter): World {
  const world = createWorld(seed, changes);
  for (const tenant of Object.values(demoTenants)) {
    world.tenants.set(tenant.tenantKey, buildTenant(tenant, nowOf(world)));
  }
  for (const { tenant, ...person } of demoPeople) {
    addUser(world, buildUser({ ...person, tenantKey: demoTenants[tenant].tenantKey }));
  }
  for (const { tenant, owner, ...demoApp } of Object.values(demoApps)) {
    const app = buildApp(
      { ...demoApp, tenantKey: demoTenants[tenant].tenantKey, ownerUserId: owner },
      appUrl,
    );
    addApp(world, app);
    if (app.appId === demoApps.b2.appId) misconfigure(world, app);
    else submitVersion(world, app, 1, "1.0");
  }
  return world;
}
