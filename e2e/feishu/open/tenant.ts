import { hasScope } from "../state/app-facts";
import type { Tenant } from "../state/model";
import { success, tenantRoute } from "./open-route";
import { LEVEL_4 } from "./rate-limits";

function avatarsOf(baseUrl: string, tenant: Tenant) {
  const url = `${baseUrl}/avatars/tenant/${tenant.tenantKey}.svg`;
  return {
    avatar_origin: url,
    avatar_72: `${url}?size=72`,
    avatar_240: `${url}?size=240`,
    avatar_640: `${url}?size=640`,
  };
}

export const tenantRoutes = [
  tenantRoute({
    name: "tenant.query",
    method: "GET",
    path: "/open-apis/tenant/v2/tenant/query",
    scopes: ["tenant:tenant:readonly"],
    limit: LEVEL_4,
    counted: true,
    handle: ({ app, tenant, baseUrl }) =>
      success({
        tenant: {
          name: tenant.name,
          display_id: tenant.displayId,
          tenant_tag: tenant.tenantTag,
          tenant_key: tenant.tenantKey,
          avatar: avatarsOf(baseUrl, tenant),
          ...(hasScope(app, "tenant:tenant.domain:read", "tenant") ? { domain: tenant.domain } : {}),
        },
      }),
  }),
];
