import type { SystemActor } from "@/lib/actor/actor";
import type { Sweep } from "@/lib/jobs/run-worker";
import { log } from "@/lib/log/logger";
import { settleGroup } from "@/lib/groups/commands/settle-group";
import { listUnsettledGroups } from "@/lib/groups/queries/list-unsettled-groups";

const actor: SystemActor = { kind: "system", name: "groups" };
const PER_SWEEP = 200;

/** What groups look for by themselves: no job waits for a plan's end, which a renewal moves. */
export const groupSweeps: Sweep[] = [
  {
    name: "group-plans",
    run: async (at) => {
      for (const groupId of await listUnsettledGroups(at, PER_SWEEP))
        await settleGroup(actor, { groupId }, at).catch((thrown: unknown) =>
          log.error("groups.sweep_failed", thrown, { groupId }),
        );
    },
  },
];
