const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** Keeps a person's choice (language, appearance) in a cookie for a year, where the server sees it before the first paint. */
export function rememberChoice(cookieName: string, value: string): void {
  const secure = window.location.protocol === "https:" ? "; secure" : "";
  // oxlint-disable-next-line unicorn/no-document-cookie -- the Cookie Store API is missing in Feishu's older web views
  document.cookie = `${cookieName}=${value}; path=/; max-age=${YEAR_SECONDS}; samesite=lax${secure}`;
}
