import type { ManualValues } from "@/lib/channels/contract";
import { environment } from "@/lib/config/environment";
import { homePageUrl, redirectUrls } from "@/lib/feishu/required-configuration";

/** What should stand in the configuration of this very app (manual, steps 4 and 6). */
export function manualValuesOf(appId: string): Omit<ManualValues, "scopesJson" | "scopes"> {
  const { APP_URL } = environment();
  return {
    homePage: homePageUrl(APP_URL, appId),
    redirectUrls: redirectUrls(APP_URL, appId),
    trustedDomain: new URL(APP_URL).origin,
  };
}
