import type { App, User } from "../state/model";
import type { Call } from "../transport/exchange";
import type { Lang } from "../open/card/card-text";

export const PERSON_COOKIE = "local_feishu_person";
export const LANGUAGE_COOKIE = "local_feishu_lang";

function cookie(call: Call, name: string): string | undefined {
  const pairs = (call.headers.cookie ?? "").split(/;\s*/);
  const pair = pairs.find((one) => one.startsWith(`${name}=`));
  return pair === undefined ? undefined : decodeURIComponent(pair.slice(name.length + 1));
}

const PERSON_IN_USER_AGENT = /\bLocalFeishuPerson\/([\w-]+)/;

/** Who is signed in to Feishu in this browser: as chosen there, else as its user agent says (for automated browsers). */
export function signedInUser(call: Call): User | undefined {
  const named = PERSON_IN_USER_AGENT.exec(call.headers["user-agent"] ?? "")?.[1];
  const userId = cookie(call, PERSON_COOKIE) ?? named;
  return userId === undefined ? undefined : call.world.users.get(userId);
}

const containerKey = (call: Call, app: App) => `${app.appId} ${call.headers["user-agent"] ?? ""}`;

/** Remembers for whom this kind of browser opened an app: browsers keep cookies from the app's own pages. */
export function rememberContainer(call: Call, app: App, user: User): void {
  call.world.containers.set(containerKey(call, app), user.userId);
}

/** Whose client the pages of an app run in. */
export function containerUser(call: Call, app: App): User | undefined {
  return signedInUser(call) ?? call.world.users.get(call.world.containers.get(containerKey(call, app)) ?? "");
}

/** The language of the emulated client: chosen, else the browser's. */
export function languageOfVisitor(call: Call): Lang {
  const chosen = cookie(call, LANGUAGE_COOKIE);
  if (chosen === "zh" || chosen === "en") return chosen;
  return (call.headers["accept-language"] ?? "").toLowerCase().startsWith("zh") ? "zh" : "en";
}
