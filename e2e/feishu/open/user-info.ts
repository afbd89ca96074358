import { hasScope } from "../state/app-facts";
import type { App, User } from "../state/model";
import { openIdOf } from "../state/world";
import { type Answer, type Call, json } from "../transport/exchange";
import type { Route } from "../transport/route";
import { bearerOf, enforceAppState, liveToken } from "./gate";
import { answering } from "./open-route";
import { Refusal } from "./refusal";

const STATUS_REFUSALS = {
  resigned: { code: 20021, msg: "user resigned" },
  frozen: { code: 20022, msg: "user frozen" },
  unregistered: { code: 20023, msg: "user not registered" },
} as const;

/** Fields that need a scope of their own are absent without it, not null. */
function scopedFields(app: App, user: User) {
  const fields: [string, string, string][] = [
    ["email", user.email, "contact:user.email:readonly"],
    ["enterprise_email", user.email, "contact:user.employee:readonly"],
    ["user_id", user.userId, "contact:user.employee_id:readonly"],
    ["mobile", user.mobile, "contact:user.phone:readonly"],
    ["employee_no", user.employeeNo, "contact:user.employee:readonly"],
  ];
  return Object.fromEntries(
    fields.filter(([, , scope]) => hasScope(app, scope, "user")).map(([name, value]) => [name, value]),
  );
}

/** Which of the two that stand in the way refuses first is not known. */
function unknownToken(call: Call): Refusal {
  return call.world.quirks.unknownUserTokenCode === 20005
    ? new Refusal(200, 20005, "The user access token passed is invalid.")
    : new Refusal(400, 99991668, "Invalid access token for authorization.");
}

function userInfo(call: Call): Answer {
  const { token, kind } = bearerOf(call);
  if (kind === "tenant")
    throw new Refusal(
      400,
      99991663,
      "Invalid access token for authorization: tenant access token not support",
    );
  const issued = call.world.tokens.get(token);
  if (!issued) throw unknownToken(call);
  if (!liveToken(call, token)) throw new Refusal(400, 99991677, "Authentication token expired.");
  const app = call.world.apps.get(issued.appId);
  const user = call.world.users.get(issued.userId ?? "");
  if (!app || !user) throw new Refusal(200, 20008, "user not exist");
  call.notes.appId = app.appId;
  enforceAppState(call, app);
  if (user.status !== "active") {
    const { code, msg } = STATUS_REFUSALS[user.status];
    throw new Refusal(200, code, msg);
  }

  const avatar = `${call.baseUrl}/avatars/user/${user.userId}.svg`;
  return json(200, {
    code: 0,
    msg: "success",
    data: {
      name: user.name.zh,
      en_name: user.name.en,
      avatar_url: `${avatar}?size=72`,
      avatar_thumb: `${avatar}?size=72`,
      avatar_middle: `${avatar}?size=240`,
      avatar_big: `${avatar}?size=640`,
      open_id: openIdOf(call.world, app, user),
      union_id: user.unionId,
      tenant_key: user.tenantKey,
      ...scopedFields(app, user),
    },
  });
}

export const userInfoRoutes: Route[] = [
  {
    name: "authen.user_info",
    method: "GET",
    path: "/open-apis/authen/v1/user_info",
    handle: (call) => answering(call, () => userInfo(call)),
  },
];
