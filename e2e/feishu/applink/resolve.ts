import { mayUse, onlineVersion } from "../state/app-facts";
import type { User } from "../state/model";
import type { World } from "../state/world";

/** Where an AppLink leads, or why the client does not open it. */
export type ResolvedLink = { target: string } | { refused: string };

const OWN_PARAMETERS = new Set([
  "appId",
  "mode",
  "height",
  "width",
  "min_width",
  "max_width",
  "path",
  "path_pc",
  "path_ios",
  "path_android",
  "lk_target_url",
  "reload",
  "min_lk_ver",
]);

function withTargetUrl(home: URL, target: string): ResolvedLink {
  if (!URL.canParse(target)) return { refused: "lk_target_url 无效 / lk_target_url is not an address" };
  const wanted = new URL(target);
  if (wanted.protocol !== home.protocol || wanted.host !== home.host) {
    return {
      refused:
        "lk_target_url 与应用主页的域名不一致 / lk_target_url is not on the domain of the app's home page",
    };
  }
  // Hash routes are refused by the real client.
  if (target.includes("/#/")) return { refused: "redirect URL invalid" };
  return { target };
}

function withPath(world: World, home: URL, query: URLSearchParams): ResolvedLink {
  const path = query.get("path_pc") ?? query.get("path");
  if (path !== null && /[#?]/.test(path))
    return { refused: "path 不能包含 # 或 ? / path must not contain # or ?" };
  const target = new URL(home);
  if (path !== null) target.pathname = path;
  const isPassedOn = (name: string) =>
    !OWN_PARAMETERS.has(name) || (name === "reload" && world.quirks.appLinkReload === "passed-on");
  for (const [name, value] of query) if (isPassedOn(name)) target.searchParams.append(name, value);
  return { target: target.href };
}

/** Resolves `/client/web_app/open` for the person who clicked it. */
export function resolveWebApp(world: World, query: URLSearchParams, user: User): ResolvedLink {
  const app = world.apps.get(query.get("appId") ?? "");
  if (!app) return { refused: "应用不存在 / there is no such app" };
  if (app.status === "disabled") return { refused: "应用已停用 / the app is disabled" };
  const home = onlineVersion(app)?.webApp?.pcUrl;
  if (home === undefined || !URL.canParse(home))
    return { refused: "应用没有网页 / the app has no published web app" };
  if (!mayUse(app, user))
    return {
      refused: "你没有该应用的使用权限，请联系管理员 / you may not use this app; ask your administrator",
    };
  const target = query.get("lk_target_url");
  return target === null ? withPath(world, new URL(home), query) : withTargetUrl(new URL(home), target);
}
