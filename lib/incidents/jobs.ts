import type { SystemActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { decideSteps } from "@/lib/incidents/commands/decide-steps";
import { deliverPage } from "@/lib/incidents/commands/deliver-page";
import { lapseAcknowledgement } from "@/lib/incidents/commands/lapse-acknowledgement";
import { listLapsesDue, listPagesDue, listStepsDue } from "@/lib/incidents/queries/list-incidents-due";
import type { JobHandlers, Sweep } from "@/lib/jobs/run-worker";
import { log } from "@/lib/log/logger";

const actor: SystemActor = { kind: "system", name: "incidents" };
const PER_SWEEP = 200;
/** A webhook that does not answer must not keep the others waiting. */
const AT_ONCE = 8;

/** What emergencies do when a job wakes them. */
export const incidentJobs: Pick<JobHandlers, "decide-steps" | "deliver-page"> = {
  "decide-steps": (payload, at) => decideSteps(actor, payload, at),
  "deliver-page": (payload, at) => deliverPage(actor, payload, at),
};

/** What emergencies look for by themselves: the rows are the truth, and nothing that is due depends on a job surviving. */
export const incidentSweeps: Sweep[] = [
  {
    name: "incident-steps",
    run: async (at) =>
      forEach(await listStepsDue(at, PER_SWEEP), (incidentId) => decideSteps(actor, { incidentId }, at)),
  },
  {
    name: "incident-lapses",
    run: async (at) =>
      forEach(await listLapsesDue(at, PER_SWEEP), (incidentId) =>
        lapseAcknowledgement(actor, { incidentId }, at),
      ),
  },
  {
    name: "incident-pages",
    run: async (at, signal) => {
      const pages = await listPagesDue(at, PER_SWEEP);
      const time = runningTime(at);
      await forEach(pages, (pageId) => deliverPage(actor, { pageId }, { now: time() }), {
        atOnce: AT_ONCE,
        signal,
      });
    },
  },
];

type Pace = { atOnce?: number; signal?: AbortSignal };

/** Does something for each; the trouble of one must not keep the others waiting. */
async function forEach(
  ids: readonly string[],
  work: (id: string) => Promise<void>,
  { atOnce = 1, signal }: Pace = {},
): Promise<void> {
  const next = ids.values();
  const worker = async (): Promise<void> => {
    for (const id of next) {
      if (signal?.aborted) return;
      await work(id).catch((thrown: unknown) => log.error("incidents.sweep_failed", thrown, { id }));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

/** Those who come last wait for seconds: their leases count from when they are taken. */
function runningTime({ now }: At): () => Date {
  const startedAt = performance.now();
  return () => new Date(now.getTime() + (performance.now() - startedAt));
}
