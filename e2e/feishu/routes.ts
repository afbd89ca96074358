import { authorizeRoutes } from "./accounts/authorize";
import { oauthTokenRoutes } from "./accounts/oauth-token";
import { applinkRoutes } from "./applink/open-web-app";
import { avatarRoutes } from "./client-page/avatars";
import { clientPageRoutes } from "./client-page/routes";
import { jssdkRoutes } from "./jssdk/routes";
import { applicationRoutes } from "./open/application";
import { botRoutes } from "./open/bot";
import { cardkitRoutes } from "./open/cardkit/routes";
import { changeRoutes } from "./open/messages/change";
import { sendRoutes } from "./open/messages/send";
import { unavailableRoutes } from "./open/messages/unavailable";
import { scopeRoutes } from "./open/scopes";
import { tenantRoutes } from "./open/tenant";
import { tokenRoutes } from "./open/tokens";
import { userInfoRoutes } from "./open/user-info";
import { visibilityRoutes } from "./open/visibility";
import type { Route } from "./transport/route";

/** Everything the platform answers, without the test control. A path that is not here is a plain 404. */
export const platformRoutes: readonly Route[] = [
  ...tokenRoutes,
  ...tenantRoutes,
  ...applicationRoutes,
  ...visibilityRoutes,
  ...scopeRoutes,
  ...botRoutes,
  ...userInfoRoutes,
  ...sendRoutes,
  ...changeRoutes,
  ...unavailableRoutes,
  ...cardkitRoutes,
  ...authorizeRoutes,
  ...oauthTokenRoutes,
  ...applinkRoutes,
  ...jssdkRoutes,
  ...avatarRoutes,
  ...clientPageRoutes,
];
