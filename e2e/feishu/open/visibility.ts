import { isInRange } from "../state/app-facts";
import type { App } from "../state/model";
import { ownApp } from "./application";
import { success, type TenantCall, tenantRoute } from "./open-route";
import { LEVEL_4 } from "./rate-limits";
import { Refusal } from "./refusal";

const MAX_IDS = 100;

function idsOf(call: TenantCall, field: string): string[] {
  const ids = call.body[field] ?? [];
  const valid = Array.isArray(ids) && ids.length <= MAX_IDS && ids.every((id) => typeof id === "string");
  if (!valid) throw new Refusal(400, 210001, `invalid parameter: ${field}`);
  return ids.map(String);
}

function userVisibility(call: TenantCall, app: App, openId: string) {
  const known = call.world.openIds.get(openId);
  const user = call.world.users.get(known?.userId ?? "");
  if (!known || !user) throw new Refusal(400, 99992351, `open_id ${openId} does not exist`);
  if (known.appId !== app.appId) throw new Refusal(400, 99992361, "open_id cross app");
  const listed =
    app.availability.kind === "all"
      ? call.world.quirks.allMembersInWhiteList
      : isInRange(app.availability, user);
  return {
    user_id: openId,
    in_white_list: listed,
    in_black_list: app.blackList.includes(user.userId),
    in_paid_list: false,
  };
}

export const visibilityRoutes = [
  tenantRoute({
    name: "application.visibility.check",
    method: "POST",
    path: "/open-apis/application/v6/applications/:app_id/visibility/check_white_black_list",
    scopes: ["application:application:self_manage", "admin:app.info:readonly"],
    limit: LEVEL_4,
    counted: true,
    handle: (call) => {
      const app = ownApp(call);
      const departments = idsOf(call, "department_ids");
      const groups = idsOf(call, "group_ids");
      const range = app.availability;
      return success({
        user_visibility_list: idsOf(call, "user_ids").map((openId) => userVisibility(call, app, openId)),
        department_visibility_list: departments.map((id) => ({
          department_id: id,
          in_white_list: range.kind === "departments" && range.departments.includes(id),
          in_black_list: false,
          in_paid_list: false,
        })),
        group_visibility_list: groups.map((id) => ({
          group_id: id,
          in_white_list: false,
          in_black_list: false,
          in_paid_list: false,
        })),
      });
    },
  }),
];
