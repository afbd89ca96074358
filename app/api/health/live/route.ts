export const dynamic = "force-dynamic";

/** The process runs and answers; nothing else is asked, so that a database away does not get it restarted. */
export function GET(): Response {
  return Response.json({ status: "live" }, { headers: { "cache-control": "no-store" } });
}
