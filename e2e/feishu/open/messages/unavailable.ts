import { notFound } from "../../transport/exchange";
import { tenantRoute } from "../open-route";
import { LEVEL_4 } from "../rate-limits";

/**
 * Calls the four scopes of the product do not allow. They are refused by the gate; what lies behind it is not played,
 * so that an app that gets past fails as on an unknown path.
 */
const GATED = [
  {
    name: "im.message.urgent_app",
    method: "PATCH",
    path: "/open-apis/im/v1/messages/:message_id/urgent_app",
    scope: "im:message.urgent",
  },
  {
    name: "im.message.read_users",
    method: "GET",
    path: "/open-apis/im/v1/messages/:message_id/read_users",
    scope: "im:message:readonly",
  },
  {
    name: "message.batch_send",
    method: "POST",
    path: "/open-apis/message/v4/batch_send",
    scope: "im:message:send_multi_users",
  },
] as const;

export const unavailableRoutes = GATED.map(({ scope, ...route }) =>
  tenantRoute({ ...route, scopes: [scope], limit: LEVEL_4, counted: true, handle: () => notFound }),
);
