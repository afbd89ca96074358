import type { User } from "../state/model";
import type { Call } from "../transport/exchange";
import type { Lang } from "../open/card/card-text";

export const PERSON_COOKIE = "local_feishu_person";
/** The same, for the JSSDK script inside pages of another site. */
export const EMBEDDED_PERSON_COOKIE = "local_feishu_person_embedded";
export const LANGUAGE_COOKIE = "local_feishu_lang";

function cookie(call: Call, name: string): string | undefined {
  const pairs = (call.headers.cookie ?? "").split(/;\s*/);
  const pair = pairs.find((one) => one.startsWith(`${name}=`));
  return pair === undefined ? undefined : decodeURIComponent(pair.slice(name.length + 1));
}

/** Who is signed in to Feishu in this browser. */
export function signedInUser(call: Call): User | undefined {
  const userId = cookie(call, PERSON_COOKIE) ?? cookie(call, EMBEDDED_PERSON_COOKIE);
  return userId === undefined ? undefined : call.world.users.get(userId);
}

/** The language of the emulated client: chosen, else the browser's. */
export function languageOfVisitor(call: Call): Lang {
  const chosen = cookie(call, LANGUAGE_COOKIE);
  if (chosen === "zh" || chosen === "en") return chosen;
  return (call.headers["accept-language"] ?? "").toLowerCase().startsWith("zh") ? "zh" : "en";
}
