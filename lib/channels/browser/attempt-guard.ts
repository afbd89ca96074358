/** The part of a tab's `sessionStorage` that is used. */
type AttemptStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

const WINDOW_MS = 60_000;
const MOST_ATTEMPTS = 3;

/**
 * Notes one automatic sign-in of this tab; false when there were too many in a minute. A browser that refuses our cookie
 * would otherwise go round between this page and Feishu for ever.
 */
export function mayAttemptAgain(storage: AttemptStorage, appId: string, now: number): boolean {
  const key = `ailink.sign-in.${appId}`;
  const recent = (storage.getItem(key) ?? "")
    .split(",")
    .filter((part) => part !== "")
    .map(Number)
    .filter((at) => at > now - WINDOW_MS);
  if (recent.length >= MOST_ATTEMPTS) {
    storage.removeItem(key);
    return false;
  }
  storage.setItem(key, [...recent, now].join(","));
  return true;
}
