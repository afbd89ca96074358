import type { ManualValues } from "@/lib/channels/contract";
import { APP_ID_PLACE } from "@/lib/channels/contract";
import { homePageUrl, redirectUrls, requiredScopes } from "@/lib/feishu/required-configuration";

/** The values of the manual's steps 4 to 6; `{appId}` stands in them until one is typed. */
export function manualValues(appUrl: string): ManualValues {
  return {
    homePage: homePageUrl(appUrl, APP_ID_PLACE),
    redirectUrls: redirectUrls(appUrl, APP_ID_PLACE),
    trustedDomain: new URL(appUrl).origin,
    scopes: [...requiredScopes],
    // As Feishu's batch import takes them.
    scopesJson: JSON.stringify({ scopes: { tenant: requiredScopes, user: [] } }, null, 1),
  };
}
