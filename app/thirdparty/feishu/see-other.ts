/** Leads the browser on. The address is a path of ours or Feishu's authorize page; nothing of the way is kept in a cache. */
export function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } });
}
