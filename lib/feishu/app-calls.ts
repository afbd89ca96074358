import type { Client } from "@larksuiteoapi/node-sdk";
import type { z } from "zod";
import {
  applicationAnswer,
  botAnswer,
  scopesAnswer,
  tenantAnswer,
  versionAnswer,
  versionsAnswer,
  visibilityAnswer,
} from "@/lib/feishu/answers";

/** Makes one call of the SDK and reads its answer. */
type Ask = <Schema extends z.ZodType>(
  name: string,
  schema: Schema,
  work: (sdk: Client) => Promise<unknown>,
) => Promise<z.output<Schema>>;

const lang = "zh_cn";

/** How many versions one call lists: the one in force is hardly ever older. */
const VERSIONS = 20;

/** What an app can ask Feishu about itself and its organization (docs/feishu.md). */
export function appCalls(appId: string, { counted, uncounted }: { counted: Ask; uncounted: Ask }) {
  return {
    /** The organization the app belongs to. */
    tenant: () => counted("tenant.query", tenantAnswer, (sdk) => sdk.tenant.tenant.query({})),

    /** The app's own configuration. */
    application: () =>
      counted("application.get", applicationAnswer, (sdk) =>
        sdk.application.application.get({ path: { app_id: appId }, params: { lang } }),
      ),

    /** One version of the app. */
    version: (versionId: string) =>
      counted("application.version", versionAnswer, (sdk) =>
        sdk.application.applicationAppVersion.get({
          path: { app_id: appId, version_id: versionId },
          params: { lang },
        }),
      ),

    /** The newest versions, those that wait for review or were never submitted included. */
    versions: () =>
      counted("application.versions", versionsAnswer, (sdk) =>
        sdk.application.applicationAppVersion.list({
          path: { app_id: appId },
          params: { lang, page_size: VERSIONS, order: 0 },
        }),
      ),

    /** Who of these people (at most 100) may use the app. */
    visibility: (openIds: readonly string[]) =>
      counted("application.visibility", visibilityAnswer, (sdk) =>
        sdk.application.applicationVisibility.checkWhiteBlackList({
          path: { app_id: appId },
          params: { user_id_type: "open_id" },
          data: { user_ids: [...openIds] },
        }),
      ),

    /** The declared scopes and their grants. */
    scopes: () => counted("application.scopes", scopesAnswer, (sdk) => sdk.application.scope.list({})),

    /** The app's bot. Without one Feishu refuses with 11205. */
    bot: () =>
      uncounted("bot.info", botAnswer, (sdk) =>
        sdk.request({ method: "GET", url: "/open-apis/bot/v3/info" }),
      ),
  };
}
