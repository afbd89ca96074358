import type { SystemActor } from "@/lib/actor/actor";
import type { Sweep } from "@/lib/jobs/run-worker";
import { log } from "@/lib/log/logger";
import { climbReminder } from "@/lib/tickets/commands/climb-reminder";
import { noteRemindersSeen } from "@/lib/tickets/commands/note-reminders-seen";
import { listRemindersDue } from "@/lib/tickets/queries/list-reminders-due";

const actor: SystemActor = { kind: "system", name: "reminders" };
const PER_SWEEP = 200;

/** What reminders look for by themselves: rungs are quarters of an hour apart, for which every 10 s is punctual enough. */
export const reminderSweeps: Sweep[] = [
  {
    name: "reminders",
    run: async (at, signal) => {
      for (const reminderId of await listRemindersDue(at, PER_SWEEP)) {
        if (signal.aborted) return;
        // One reminder's trouble must not keep the others waiting.
        await climbReminder(actor, { reminderId }, at).catch((thrown: unknown) =>
          log.error("tickets.reminder_failed", thrown, { reminderId }),
        );
      }
    },
  },
  { name: "reminders-seen", run: async (at) => noteRemindersSeen(actor, at) },
];
