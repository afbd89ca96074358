import { onlineVersion } from "../state/app-facts";
import { botOpenIdOf } from "../state/world";
import { json } from "../transport/exchange";
import { appAvatarUrl } from "./application-view";
import { tenantRoute } from "./open-route";
import { Refusal } from "./refusal";

export const botRoutes = [
  tenantRoute({
    name: "bot.info",
    method: "GET",
    path: "/open-apis/bot/v3/info",
    scopes: [],
    limit: {},
    counted: false,
    handle: (call) => {
      const { app, world } = call;
      if (!onlineVersion(app)?.bot)
        throw new Refusal(world.quirks.bot11205Status, 11205, "app do not have bot");
      // The one answer of this family without `data`: the bot stands at the top.
      return json(200, {
        code: 0,
        msg: "ok",
        bot: {
          activate_status: app.botDisabledByTenant ? 1 : 2,
          app_name: app.name.zh,
          avatar_url: appAvatarUrl(call, app),
          ip_white_list: app.ipAllowList,
          open_id: botOpenIdOf(app),
        },
      });
    },
  }),
];
