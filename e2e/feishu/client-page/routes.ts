import { html, redirect, type Call, type Answer } from "../transport/exchange";
import type { Route } from "../transport/route";
import { homePage } from "./home-page";
import { personChooserPage } from "./person-chooser";
import { LANGUAGE_COOKIE, languageOfVisitor, PERSON_COOKIE, signedInUser } from "./visitor";

/** Where to go on; never to another site. */
function nextOf(value: string | null): string {
  return value !== null && /^\/(?![/\\])/.test(value) ? value : "/";
}

function home(call: Call): Answer {
  const lang = languageOfVisitor(call);
  const user = signedInUser(call);
  return html(200, user ? homePage(call, user, lang) : personChooserPage(call, { next: "/", lang }));
}

function choosePerson(call: Call): Answer {
  const form = new URLSearchParams(call.rawBody);
  const userId = form.get("userId") ?? "";
  if (!call.world.users.has(userId)) return redirect("/client/person");
  const value = encodeURIComponent(userId);
  const answer = redirect(nextOf(form.get("next")));
  return {
    ...answer,
    status: 303,
    headers: { ...answer.headers, "set-cookie": `${PERSON_COOKIE}=${value}; Path=/; HttpOnly; SameSite=Lax` },
  };
}

function chooseLanguage(call: Call): Answer {
  const form = new URLSearchParams(call.rawBody);
  const lang = form.get("lang") === "en" ? "en" : "zh";
  const answer = redirect(nextOf(form.get("next")));
  return {
    ...answer,
    status: 303,
    headers: { ...answer.headers, "set-cookie": `${LANGUAGE_COOKIE}=${lang}; Path=/; SameSite=Lax` },
  };
}

export const clientPageRoutes: Route[] = [
  { name: "client.home", method: "GET", path: "/", internal: true, handle: home },
  {
    name: "client.person",
    method: "GET",
    path: "/client/person",
    internal: true,
    handle: (call) =>
      html(
        200,
        personChooserPage(call, { next: nextOf(call.query.get("next")), lang: languageOfVisitor(call) }),
      ),
  },
  {
    name: "client.person.choose",
    method: "POST",
    path: "/client/person",
    internal: true,
    handle: choosePerson,
  },
  {
    name: "client.language",
    method: "POST",
    path: "/client/language",
    internal: true,
    handle: chooseLanguage,
  },
];
