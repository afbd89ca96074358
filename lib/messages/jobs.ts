import type { SystemActor } from "@/lib/actor/actor";
import type { Sweep } from "@/lib/jobs/run-worker";
import { log } from "@/lib/log/logger";
import { deleteExpiredDrafts } from "@/lib/messages/commands/delete-expired-drafts";

const actor: SystemActor = { kind: "system", name: "messages" };
const PER_SWEEP = 200;

/** What the conversation looks for: files that nobody sent within a day. */
export const messageSweeps: Sweep[] = [
  {
    name: "attachments",
    run: async (at, signal) => {
      const deleted = await deleteExpiredDrafts(actor, { limit: PER_SWEEP, signal }, at);
      if (deleted > 0) log.info("attachments.expired", { deleted });
    },
  },
];
