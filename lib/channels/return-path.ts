const LONGEST = 600;

/** Where an employee of this channel lands when they did not ask for a page. */
export function workbenchPath(appId: string): string {
  return `/feishu/${encodeURIComponent(appId)}/workbench`;
}

/**
 * Where to go after the sign-in: the asked-for address if it is one of this channel's pages here, else its workbench.
 * Anything a browser could read as another site or another channel is refused.
 */
export function returnPath(appId: string, asked: string | null | undefined): string {
  const home = workbenchPath(appId);
  if (typeof asked !== "string" || asked.length > LONGEST || !asked.startsWith("/")) return home;
  const base = "http://same.invalid";
  if (!URL.canParse(asked, base)) return home;
  // Read as the browser would: backslashes, dots and control characters resolved.
  const url = new URL(asked, base);
  const root = `/feishu/${encodeURIComponent(appId)}`;
  const isOurs = url.pathname === root || url.pathname.startsWith(`${root}/`);
  return url.origin === base && isOurs ? `${url.pathname}${url.search}` : home;
}
