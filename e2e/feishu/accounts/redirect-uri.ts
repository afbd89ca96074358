import type { Quirks } from "../state/quirks";
import type { World } from "../state/world";

/** Scheme, host and path of a redirect URL; query and fragment play no part in the comparison. */
function comparable(uri: string, how: Quirks["redirectUrlComparison"]): string {
  const path = uri.replace(/[?#].*$/s, "");
  return how === "exact" ? path : path.toLowerCase().replace(/\/+$/, "");
}

/** Whether a redirect URL (or page address) is on the app's list. */
export function isListed(world: World, redirectUrls: readonly string[], uri: string): boolean {
  const { redirectUrlComparison: how } = world.quirks;
  return redirectUrls.some((listed) => comparable(listed, how) === comparable(uri, how));
}

/** Adds parameters behind the query a redirect URL already has, and keeps its fragment last. `state` is added undecoded. */
export function withParameters(uri: string, parameters: string[]): string {
  const [beforeFragment = "", ...fragment] = uri.split("#");
  const separator = beforeFragment.includes("?") ? "&" : "?";
  const tail = fragment.length > 0 ? `#${fragment.join("#")}` : "";
  return `${beforeFragment}${separator}${parameters.join("&")}${tail}`;
}

/** A parameter exactly as it stands in a query, still encoded; undefined when absent. */
export function rawParameter(rawQuery: string, name: string): string | undefined {
  const pair = rawQuery.split("&").find((part) => part === name || part.startsWith(`${name}=`));
  return pair?.slice(name.length + 1);
}
