import { escapeHtml } from "../client-page/escape";
import { boxPage } from "../client-page/layout";
import { personChooserPage } from "../client-page/person-chooser";
import { languageOfVisitor, rememberContainer, signedInUser } from "../client-page/visitor";
import { say } from "../client-page/words";
import { type Answer, type Call, html, redirect } from "../transport/exchange";
import type { Route } from "../transport/route";
import { resolveWebApp } from "./resolve";

function openWebApp(call: Call): Answer {
  const lang = languageOfVisitor(call);
  const user = signedInUser(call);
  if (!user) return html(200, personChooserPage(call, { next: `${call.path}?${call.rawQuery}`, lang }));
  const resolved = resolveWebApp(call.world, call.query, user);
  if ("target" in resolved) {
    const app = call.world.apps.get(call.query.get("appId") ?? "");
    if (app) rememberContainer(call, app, user);
    return redirect(resolved.target);
  }
  const title = say("cannotOpen", lang);
  return html(
    403,
    boxPage(
      title,
      lang,
      `<h1>${title}</h1><p>${escapeHtml(resolved.refused)}</p><p class="foot"><a href="/">${say("back", lang)}</a></p>`,
    ),
  );
}

export const applinkRoutes: Route[] = [
  { name: "applink.web_app.open", method: "GET", path: "/client/web_app/open", handle: openWebApp },
];
