import { escapeHtml } from "../client-page/escape";
import { boxPage } from "../client-page/layout";
import { say } from "../client-page/words";
import type { Lang } from "../open/card/card-text";
import type { App, User } from "../state/model";
import type { Call } from "../transport/exchange";
import type { AuthorizeProblem } from "./authorize-request";

/** Asks the person to approve or refuse. */
export function askPage(call: Call, shown: { app: App; user: User; lang: Lang; next: string }): string {
  const { app, user, lang } = shown;
  const tenant = call.world.tenants.get(app.tenantKey);
  return boxPage(
    `${app.name[lang]} · ${say("approve", lang)}`,
    lang,
    `<div class="who"><img src="/avatars/app/${escapeHtml(app.appId)}.svg" alt="" width="56" height="56">
<h1>${escapeHtml(app.name[lang])}</h1><p class="quiet">${escapeHtml(tenant?.name ?? "")} · ${say("asks", lang)}</p></div>
<p class="as"><img src="/avatars/user/${escapeHtml(user.userId)}.svg" alt="" width="36" height="36">
<span><span class="quiet">${say("signedInAs", lang)}</span><br><strong>${escapeHtml(user.name[lang])}</strong></span></p>
<p class="quiet">${say("gets", lang)}</p>
<form class="choices" method="post" action="/open-apis/authen/v1/authorize/decision">
<input type="hidden" name="query" value="${escapeHtml(call.rawQuery)}">
<button class="primary" name="decision" value="approve">${say("approve", lang)}</button>
<button name="decision" value="refuse">${say("refuse", lang)}</button>
</form>
<p class="foot"><a href="/client/person?next=${encodeURIComponent(shown.next)}">${say("switchPerson", lang)}</a></p>`,
  );
}

/** The page that tells the person what is wrong; the platform does not send them back. */
export function problemPage(found: AuthorizeProblem, logId: string): string {
  return boxPage(
    `${say("cannotAuthorize", "zh")} ${found.code}`,
    "zh",
    `<h1>${say("cannotAuthorize", "zh")} / ${say("cannotAuthorize", "en")}</h1>
<p>${escapeHtml(found.text)}</p>
<p class="quiet">${say("errorCode", "zh")} ${escapeHtml(found.code)} · ${say("logId", "zh")} ${escapeHtml(logId)}</p>`,
  );
}
