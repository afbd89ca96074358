import type { SystemActor } from "@/lib/actor/actor";
import { runDueCheck } from "@/lib/channels/commands/run-due-check";
import { scheduleCheck } from "@/lib/channels/commands/schedule-check";
import { listChecksDue, listUnscheduledChannels } from "@/lib/channels/queries/list-checks-due";
import { type At, currentTime } from "@/lib/config/clock";
import type { Sweep } from "@/lib/jobs/run-worker";
import { log } from "@/lib/log/logger";

const actor: SystemActor = { kind: "system", name: "channels" };
const PER_SWEEP = 20;

/** What is looked for about channels when nobody asks: self-checks that are due. */
export const channelSweeps: Sweep[] = [{ name: "self-checks", run: runChecksDue }];

async function runChecksDue(at: At, signal: AbortSignal): Promise<void> {
  for (const channelId of await listUnscheduledChannels(PER_SWEEP))
    await scheduleCheck(actor, { channelId }, at);
  for (const channelId of await listChecksDue(at, PER_SWEEP)) {
    if (signal.aborted) return;
    // One after the other, seconds each: the lease counts from when it is taken.
    await runDueCheck(actor, { channelId }, { now: currentTime() }).catch((thrown: unknown) =>
      log.error("channels.sweep_failed", thrown, { channelId }),
    );
  }
}
