import type { SystemActor } from "@/lib/actor/actor";
import { warnOfQuota } from "@/lib/channels/commands/warn-of-quota";
import type { At } from "@/lib/config/clock";
import type { JobHandlers, Sweep } from "@/lib/jobs/run-worker";
import { log } from "@/lib/log/logger";
import { notifyPerson } from "@/lib/notifications/commands/notify-person";
import { sendIncidentCards } from "@/lib/notifications/commands/send-incident-cards";
import { tellChannelHealth } from "@/lib/notifications/commands/tell-channel-health";
import { tellMainGroupRequest } from "@/lib/notifications/commands/tell-main-group-request";
import { tellQuota } from "@/lib/notifications/commands/tell-quota";
import { updateCards } from "@/lib/notifications/commands/update-cards";
import { runningTime } from "@/lib/notifications/internal/timing";
import { listIncidentCardsDue } from "@/lib/notifications/queries/list-incident-cards-due";
import { listPersonsDue } from "@/lib/notifications/queries/list-persons-due";

const actor: SystemActor = { kind: "system", name: "notifications" };
const PER_SWEEP = 200;
const AT_ONCE = 4;

/** What notifications do when a job wakes them. */
export const notificationJobs: Pick<
  JobHandlers,
  | "notify-person"
  | "send-incident-card"
  | "tell-main-group-request"
  | "tell-channel-health"
  | "update-cards"
  | "warn-of-quota"
  | "tell-quota"
> = {
  "notify-person": (payload, at) => notifyPerson(actor, payload, at),
  "send-incident-card": (payload, at) => sendIncidentCards(actor, payload, at),
  "tell-main-group-request": (payload) => tellMainGroupRequest(actor, payload),
  "tell-channel-health": (payload) => tellChannelHealth(actor, payload),
  "update-cards": (payload, at) => updateCards(actor, payload, at),
  "warn-of-quota": (payload, at) => warnOfQuota(actor, payload, at),
  "tell-quota": (payload) => tellQuota(actor, payload),
};

/** What notifications look for when no job has. */
export const notificationSweeps: Sweep[] = [
  { name: "notifications", run: notifyPersonsDue },
  { name: "incident-cards", run: sendIncidentCardsDue },
];

async function notifyPersonsDue(at: At, signal: AbortSignal): Promise<void> {
  // Those who come last wait for minutes: their windows and leases count from when they are told.
  const time = runningTime(at.now);
  const persons = await listPersonsDue(at, PER_SWEEP);
  if (persons.length > 0) log.info("notifications.swept", { persons: persons.length });
  const next = persons.values();
  const work = async (): Promise<void> => {
    for (const personId of next) {
      if (signal.aborted) return;
      // One person's trouble must not keep the others waiting.
      await notifyPerson(actor, { personId }, { now: time() }).catch((thrown: unknown) =>
        log.error("notifications.sweep_failed", thrown, { personId }),
      );
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

async function sendIncidentCardsDue(at: At, signal: AbortSignal): Promise<void> {
  const time = runningTime(at.now);
  for (const due of await listIncidentCardsDue(at, PER_SWEEP)) {
    if (signal.aborted) return;
    await sendIncidentCards(actor, due, { now: time() });
  }
}
