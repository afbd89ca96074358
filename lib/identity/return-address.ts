/**
 * Where to go after a sign-in: the asked-for address if it is a path of ours under `root`, else `root` itself. Anything
 * that a browser could read as another site is refused.
 */
export function returnAddress(asked: unknown, root: "/desk" | "/console"): string {
  if (typeof asked !== "string" || asked.length > 2_000 || !asked.startsWith("/")) return root;
  const base = "http://same.invalid";
  if (!URL.canParse(asked, base)) return root;
  // Read as the browser would: backslashes, dots and control characters resolved.
  const url = new URL(asked, base);
  const isInside = url.pathname === root || url.pathname.startsWith(`${root}/`);
  const isSignIn = url.pathname.startsWith(`${root}/sign-in`);
  return url.origin === base && isInside && !isSignIn ? `${url.pathname}${url.search}` : root;
}
