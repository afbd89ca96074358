import { findUnreadyParts } from "@/lib/jobs/queries/find-unready-parts";

export const dynamic = "force-dynamic";

/** Whether this process can serve, else 503 and which parts keep it from it; never why in words, which could hold addresses. */
export async function GET(): Promise<Response> {
  const unready = await findUnreadyParts();
  const ready = unready.length === 0;
  return Response.json(
    { status: ready ? "ready" : "not_ready", unready },
    { status: ready ? 200 : 503, headers: { "cache-control": "no-store" } },
  );
}
