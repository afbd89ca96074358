import { mayUse, onlineVersion } from "../state/app-facts";
import type { App, Message, User } from "../state/model";
import type { Call } from "../transport/exchange";
import type { Lang } from "../open/card/card-text";
import { shownMessage } from "../open/messages/view";
import { cardHtml } from "./card-html";
import { escapeHtml } from "./escape";
import { page } from "./layout";
import { refreshScript } from "./refresh-script";
import { markRead, messagesOf, unreadOf } from "./unread";
import { say } from "./words";

interface Visit {
  call: Call;
  user: User;
  lang: Lang;
}

const time = (at: number, lang: Lang) =>
  new Date(at).toLocaleString(lang === "zh" ? "zh-CN" : "en-GB", {
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  });

function appsOf({ call, user }: Visit): App[] {
  return [...call.world.apps.values()].filter((app) => app.tenantKey === user.tenantKey);
}

const messagesIn = ({ call, user }: Visit, app: App) => messagesOf(call.world, app, user);
const unreadIn = ({ call, user }: Visit, app: App) => unreadOf(call.world, app, user);

/** As the client sorts them: the chat with the newest message first. */
function chatsOf(visit: Visit): App[] {
  const newest = (app: App) => messagesIn(visit, app).at(-1)?.createdAt ?? 0;
  return appsOf(visit).toSorted((one, other) => newest(other) - newest(one));
}

function badge(count: number, lang: Lang): string {
  if (count === 0) return "";
  return `<span class="badge" aria-label="${count} ${say("unread", lang)}">${count > 99 ? "99+" : count}</span>`;
}

function linkified(text: string): string {
  return escapeHtml(text)
    .replaceAll(/https?:\/\/[^\s<]+/g, (url) => `<a href="${url}" target="_blank">${url}</a>`)
    .replaceAll("\n", "<br>");
}

function nameOf({ call, lang }: Visit, id: string): string {
  const user = call.world.users.get(call.world.openIds.get(id)?.userId ?? "");
  return user?.name[lang] ?? id;
}

function bubble(visit: Visit, message: Message): string {
  if (message.recalled) return `<p class="recalled">${say("recalled", visit.lang)}</p>`;
  if (message.msgType === "interactive") {
    return cardHtml(message.content, { lang: visit.lang, nameOf: (id) => nameOf(visit, id) });
  }
  const shown = shownMessage(message, visit.lang);
  const title = shown.title ? `<strong>${escapeHtml(shown.title)}</strong><br>` : "";
  const links = message.msgType === "post" ? shown.links.map((url) => `<br>${linkified(url)}`).join("") : "";
  return `<div class="bubble">${title}${linkified(shown.text)}${links}</div>`;
}

function messageHtml(visit: Visit, app: App, message: Message): string {
  const edited = message.edits > 0 ? ` · ${say("edited", visit.lang)}` : "";
  const followUps = message.followUps
    .map((text) => `<span class="tag tag-neutral">${escapeHtml(text)}</span>`)
    .join("");
  return `<li class="message" data-message="${escapeHtml(message.messageId)}"><img src="/avatars/app/${escapeHtml(app.appId)}.svg" alt="" width="36" height="36">
<div class="message-main"><p class="meta">${escapeHtml(app.name[visit.lang])} <span class="tag tag-blue">${say("bot", visit.lang)}</span> <time>${time(message.createdAt, visit.lang)}</time>${edited}</p>${bubble(visit, message)}${followUps}</div></li>`;
}

function chatItem(visit: Visit, app: App, isOpen: boolean): string {
  const last = messagesIn(visit, app).at(-1);
  const preview = last
    ? last.recalled
      ? say("recalled", visit.lang)
      : shownMessage(last, visit.lang).summary
    : say("noMessages", visit.lang);
  return `<li><a class="chat-item" href="/?app=${escapeHtml(app.appId)}"${isOpen ? ' aria-current="page"' : ""}>
<img src="/avatars/app/${escapeHtml(app.appId)}.svg" alt="" width="40" height="40">
<span class="chat-text"><span class="chat-name">${escapeHtml(app.name[visit.lang])}</span><span class="quiet preview">${escapeHtml(preview)}</span></span>
${last ? `<span class="chat-side"><time class="quiet">${time(last.createdAt, visit.lang)}</time>${isOpen ? "" : badge(unreadIn(visit, app).length, visit.lang)}</span>` : ""}</a></li>`;
}

function chatHtml(visit: Visit, app: App | undefined): string {
  if (!app) return `<section class="pane empty"><p class="quiet">${say("noChat", visit.lang)}</p></section>`;
  const [firstUnread] = unreadIn(visit, app);
  const all = messagesIn(visit, app);
  // Above everything there is nothing to be told apart.
  const divided = firstUnread !== all[0];
  const messages = all.map(
    (message) =>
      (divided && message === firstUnread ? `<li class="new">${say("newMessages", visit.lang)}</li>` : "") +
      messageHtml(visit, app, message),
  );
  const body =
    messages.length > 0
      ? `<ol class="thread">${messages.join("")}</ol>`
      : `<p class="quiet none">${say("noChat", visit.lang)}</p>`;
  const open = onlineVersion(app)?.webApp && mayUse(app, visit.user) ? openLink(visit, app) : "";
  return `<section class="pane" aria-label="${escapeHtml(app.name[visit.lang])}"><div class="pane-head"><a class="back" href="/">‹ ${say("back", visit.lang)}</a><h2>${escapeHtml(app.name[visit.lang])}</h2>${open}</div>${body}</section>`;
}

function openLink({ lang }: Visit, app: App): string {
  const label = `${say("openApp", lang)}: ${app.name[lang]}`;
  return `<a class="open" target="_blank" aria-label="${escapeHtml(label)}" href="/client/web_app/open?appId=${encodeURIComponent(app.appId)}&amp;mode=appCenter">${say("openApp", lang)}</a>`;
}

function workplaceHtml(visit: Visit): string {
  const apps = appsOf(visit).filter(
    (app) => app.status === "enabled" && onlineVersion(app)?.webApp && mayUse(app, visit.user),
  );
  const items = apps.map(
    (
      app,
    ) => `<li class="app-tile"><img src="/avatars/app/${escapeHtml(app.appId)}.svg" alt="" width="48" height="48">
<div><h3>${escapeHtml(app.name[visit.lang])}</h3><p class="quiet">${escapeHtml(app.description[visit.lang])}</p></div>${openLink(visit, app)}</li>`,
  );
  const body =
    items.length > 0
      ? `<ul class="tiles">${items.join("")}</ul>`
      : `<p class="quiet none">${say("noApps", visit.lang)}</p>`;
  return `<section class="pane wide"><div class="pane-head"><h2>${say("workplace", visit.lang)}</h2></div>${body}</section>`;
}

function barHtml(visit: Visit, view: "messages" | "workplace"): string {
  const { user, lang, call } = visit;
  const unread = appsOf(visit).reduce((sum, app) => sum + unreadIn(visit, app).length, 0);
  const tenant = call.world.tenants.get(user.tenantKey);
  const current = (name: string) => (name === view ? ' aria-current="page"' : "");
  const other = lang === "zh" ? { code: "en", name: "English" } : { code: "zh", name: "中文" };
  return `<header class="bar" id="bar"><div class="me"><img src="/avatars/user/${escapeHtml(user.userId)}.svg" alt="" width="36" height="36">
<div><h1>${escapeHtml(user.name[lang])}</h1><span class="quiet">${escapeHtml(tenant?.name ?? "")}</span></div></div>
<nav><a href="/"${current("messages")}>${say("messages", lang)}${badge(unread, lang)}</a><a href="/?view=workplace"${current("workplace")}>${say("workplace", lang)}</a></nav>
<div class="tools"><form method="post" action="/client/language"><input type="hidden" name="next" value="${escapeHtml(call.rawQuery ? `/?${call.rawQuery}` : "/")}">
<button name="lang" value="${other.code}" aria-label="${say("language", lang)}: ${other.name}">${other.name}</button></form>
<a href="/client/person?next=%2F">${say("switchPerson", lang)}</a></div></header>`;
}

/** The emulated client of one person: bot chats, or the list of apps. */
export function homePage(call: Call, user: User, lang: Lang): string {
  const visit: Visit = { call, user, lang };
  const view = call.query.get("view") === "workplace" ? "workplace" : "messages";
  const apps = chatsOf(visit);
  const open = view === "messages" ? apps.find((app) => app.appId === call.query.get("app")) : undefined;
  const list = apps.map((app) => chatItem(visit, app, app === open)).join("");
  const content =
    view === "workplace"
      ? workplaceHtml(visit)
      : `<aside class="chats" aria-label="${say("messages", lang)}"><ul>${list}</ul></aside>${chatHtml(visit, open)}`;
  const classes = `client ${view}${open ? " chat-open" : ""}`;
  if (open) markRead(call.world, open, user);
  const body = `${barHtml(visit, view)}<main class="${classes}" id="content">${content}</main><script>${refreshScript}</script>`;
  return page(`${say("client", lang)} · ${user.name[lang]}`, lang, body);
}
