import { characters } from "../state/json";
import { type Answer, type Call, notFound, text } from "../transport/exchange";
import type { Route } from "../transport/route";
import { escapeHtml } from "./escape";

function svg(letters: string, color: string, radius: number): Answer {
  const picture = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 72" role="img"><rect width="72" height="72" rx="${radius}" fill="${escapeHtml(color)}"/><text x="36" y="37" dominant-baseline="central" text-anchor="middle" font-family="system-ui,'Noto Sans CJK SC',sans-serif" font-size="${letters.length > 1 ? 26 : 32}" font-weight="600" fill="#fff">${escapeHtml(letters)}</text></svg>`;
  return {
    ...text(200, picture, "image/svg+xml"),
    headers: { "content-type": "image/svg+xml", "access-control-allow-origin": "*" },
  };
}

const APP_COLORS = ["#3370ff", "#7f3bf5", "#00b578", "#f5a623"];

function userAvatar(call: Call): Answer {
  const user = call.world.users.get((call.params["file"] ?? "").replace(/\.svg$/, ""));
  return user ? svg(characters(user.name.zh).slice(-2).join(""), user.avatarColor, 36) : notFound;
}

function appAvatar(call: Call): Answer {
  const appId = (call.params["file"] ?? "").replace(/\.svg$/, "");
  const index = [...call.world.apps.keys()].indexOf(appId);
  const app = call.world.apps.get(appId);
  return app
    ? svg(characters(app.name.zh)[0] ?? "", APP_COLORS[index % APP_COLORS.length] ?? "#3370ff", 18)
    : notFound;
}

function tenantAvatar(call: Call): Answer {
  const tenant = call.world.tenants.get((call.params["file"] ?? "").replace(/\.svg$/, ""));
  return tenant ? svg(characters(tenant.name)[0] ?? "", "#1f2329", 12) : notFound;
}

export const avatarRoutes: Route[] = [
  { name: "avatars.user", method: "GET", path: "/avatars/user/:file", internal: true, handle: userAvatar },
  { name: "avatars.app", method: "GET", path: "/avatars/app/:file", internal: true, handle: appAvatar },
  {
    name: "avatars.tenant",
    method: "GET",
    path: "/avatars/tenant/:file",
    internal: true,
    handle: tenantAvatar,
  },
];
