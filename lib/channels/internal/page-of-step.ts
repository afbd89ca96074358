import { stepOfScope } from "@/lib/channels/internal/self-check/scope-rows";
import type { CheckStep } from "@/lib/channels/self-check-contract";
import { environment } from "@/lib/config/environment";
import { requiredScopes } from "@/lib/feishu/required-configuration";

/** Pages of an app in Feishu's developer console. `/auth` is documented; an unknown page leads to the app's first. */
const paths: Partial<Record<CheckStep, string>> = {
  credentials: "/baseinfo",
  secret: "/baseinfo",
  organization: "/baseinfo",
  app_enabled: "",
  published: "/version",
  changes_waiting: "/version",
  availability: "/version",
  bot: "/bot",
  web_app: "/web",
  home_desktop: "/web",
  home_mobile: "/web",
  new_tab: "/web",
  redirect_urls: "/safe",
  trusted_domain: "/safe",
  ip_allow_list: "/safe",
};

/** The page of this very app on which a row is repaired; null for what is not set at the app. */
export function pageOfStep(step: CheckStep, appId: string): string | null {
  const app = `${environment().FEISHU_API_BASE}/app/${encodeURIComponent(appId)}`;
  const scope = requiredScopes.find((one) => stepOfScope[one] === step);
  if (scope) return `${app}/auth?q=${encodeURIComponent(scope)}&op_from=openapi&token_type=tenant`;
  const path = paths[step];
  return path === undefined ? null : `${app}${path}`;
}
