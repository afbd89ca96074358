import { channelSweeps } from "@/lib/channels/jobs";
import { groupSweeps } from "@/lib/groups/jobs";
import { incidentJobs, incidentSweeps } from "@/lib/incidents/jobs";
import { type RunningWorker, startWorker } from "@/lib/jobs/run-worker";
import { messageSweeps } from "@/lib/messages/jobs";
import { messageWriter } from "@/lib/messages/writer";
import { notificationJobs, notificationSweeps } from "@/lib/notifications/jobs";
import { privacyJobs, privacySweeps } from "@/lib/privacy/jobs";
import { AnswerWatch } from "@/lib/realtime/answer-watch";
import { ticketSweeps } from "@/lib/tickets/jobs";
import { reminderSweeps } from "@/lib/tickets/reminder-jobs";

/** Whose messages a process hears of at once: a server of those it writes itself, a worker on its own of everybody's. */
type Hearing = "own" | "everybody";

/** Does in this process what goes on in the background: the queue, the sweeps of every domain, and listening for answers. */
export async function startWork(hearing: Hearing): Promise<RunningWorker> {
  const sweeps = [
    ...groupSweeps,
    ...messageSweeps,
    ...notificationSweeps,
    ...ticketSweeps,
    ...incidentSweeps,
    ...reminderSweeps,
    ...privacySweeps,
    ...channelSweeps,
  ];
  const worker = await startWorker({ ...incidentJobs, ...notificationJobs, ...privacyJobs }, { sweeps });
  const answers = new AnswerWatch();
  // Nobody waits for it: the database may be away at this very moment.
  if (hearing === "own") answers.followWriter(messageWriter());
  else void answers.start();
  return {
    stop: async () => {
      await Promise.all([answers.stop(), worker.stop()]);
    },
  };
}
