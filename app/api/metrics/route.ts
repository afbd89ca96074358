import { createHash, timingSafeEqual } from "node:crypto";
import { environment } from "@/lib/config/environment";
import { metricsPage } from "@/lib/log/metrics";

export const dynamic = "force-dynamic";

/** The figures of this process for Prometheus, to whoever holds METRICS_TOKEN; without that setting there is no such page. */
export async function GET(request: Request): Promise<Response> {
  const { METRICS_TOKEN } = environment();
  if (METRICS_TOKEN === undefined) return new Response(null, { status: 404 });
  if (!isSame(request.headers.get("authorization") ?? "", `Bearer ${METRICS_TOKEN}`)) {
    return new Response(null, { status: 401, headers: { "www-authenticate": "Bearer" } });
  }
  const { contentType, body } = await metricsPage();
  return new Response(body, { headers: { "content-type": contentType, "cache-control": "no-store" } });
}

/** Compares in a time that tells nothing of where the two differ. */
function isSame(given: string, expected: string): boolean {
  const [one, other] = [given, expected].map((text) => createHash("sha256").update(text).digest());
  return one !== undefined && other !== undefined && timingSafeEqual(one, other);
}
