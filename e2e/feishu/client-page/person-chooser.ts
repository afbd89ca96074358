import type { Lang } from "../open/card/card-text";
import type { User } from "../state/model";
import type { Call } from "../transport/exchange";
import { escapeHtml } from "./escape";
import { boxPage } from "./layout";
import { say } from "./words";

function personButton(user: User, lang: Lang): string {
  const other = lang === "zh" ? user.name.en : user.name.zh;
  return `<li><button class="person" name="userId" value="${escapeHtml(user.userId)}">
<img src="/avatars/user/${escapeHtml(user.userId)}.svg" alt="" width="36" height="36">
<span class="person-name">${escapeHtml(user.name[lang])}</span>
<span class="quiet">${escapeHtml(other)}${user.department ? ` · ${escapeHtml(user.department)}` : ""}</span>
</button></li>`;
}

/** Asks whose Feishu this browser shows, then goes on to `next`. */
export function personChooserPage(call: Call, options: { next: string; lang: Lang }): string {
  const { next, lang } = options;
  const users = [...call.world.users.values()];
  const sections = [...call.world.tenants.values()].map((tenant) => {
    const people = users.filter((user) => user.tenantKey === tenant.tenantKey);
    return `<section><h2>${escapeHtml(tenant.name)}</h2><ul class="people">${people.map((user) => personButton(user, lang)).join("")}</ul></section>`;
  });
  return boxPage(
    say("choose", lang),
    lang,
    `<h1>${say("choose", lang)}</h1><p class="quiet">${say("chooseHint", lang)}</p>
<form method="post" action="/client/person"><input type="hidden" name="next" value="${escapeHtml(next)}">${sections.join("")}</form>`,
  );
}
