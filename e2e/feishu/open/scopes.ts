import { hasScope } from "../state/app-facts";
import type { App } from "../state/model";
import { success, type TenantCall, tenantRoute } from "./open-route";
import { Refusal } from "./refusal";

const MAX_APPLICATIONS = 10;

function listScopes({ app, world }: TenantCall) {
  return success({
    scopes: app.draft.scopes.map((grant) => ({
      scope_name: grant.scope,
      grant_status: hasScope(app, grant.scope, grant.tokenType) ? 1 : 2,
      ...(world.quirks.scopeTypeInScopeList ? { scope_type: grant.tokenType } : {}),
    })),
  });
}

function missingScopes(app: App): string {
  return app.draft.scopes
    .filter((grant) => !hasScope(app, grant.scope, grant.tokenType))
    .map((grant) => grant.scope)
    .join(" ");
}

function applyForScopes({ app }: TenantCall) {
  const missing = missingScopes(app);
  if (missing === "") throw new Refusal(400, 212002, "there is nothing to apply for");
  if (app.scopeApplications.count >= MAX_APPLICATIONS)
    throw new Refusal(400, 212003, "too many applications");
  if (app.scopeApplications.pending === missing) throw new Refusal(400, 212004, "duplicate application");
  app.scopeApplications = { pending: missing, count: app.scopeApplications.count + 1 };
  return success();
}

export const scopeRoutes = [
  tenantRoute({
    name: "application.scopes.list",
    method: "GET",
    path: "/open-apis/application/v6/scopes",
    scopes: [],
    limit: {},
    counted: true,
    handle: listScopes,
  }),
  tenantRoute({
    name: "application.scopes.apply",
    method: "POST",
    path: "/open-apis/application/v6/scopes/apply",
    scopes: [],
    limit: {},
    counted: true,
    handle: applyForScopes,
  }),
];
