import { planStaffToTell } from "@/lib/channels/internal/plan-staff-to-tell";
import type { ChannelHealth } from "@/lib/channels/self-check-contract";
import type { Tx } from "@/lib/db/prisma";
import { enqueueJobs, type JobPayloads } from "@/lib/jobs/enqueue-job";

type News = JobPayloads["tell-channel-health"]["news"];

const severity: Record<ChannelHealth, number> = { healthy: 0, degraded: 1, broken: 2 };

/** What is worth telling: that a channel is worse than was last told, or well again; null when nothing is. */
export function newsOf(health: ChannelHealth, told: ChannelHealth | null): ChannelHealth | null {
  const before = told ?? "healthy";
  if (severity[health] > severity[before]) return health;
  return health === "healthy" && before !== "healthy" ? "healthy" : null;
}

/** A mail for each who looks after the channel's plan; the console shows the same to whoever opens it. */
export async function tellHealth(
  tx: Tx,
  { channelId, runId, news, now }: { channelId: string; runId: string; news: News; now: Date },
): Promise<void> {
  const told = await planStaffToTell(tx, channelId);
  const jobs = told.map((personId) => ({
    key: `${runId}:${news}:${personId}`,
    payload: { runId, personId, news },
  }));
  await enqueueJobs(tx, "tell-channel-health", jobs, now);
}
