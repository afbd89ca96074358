import { moveClock } from "@/lib/config/clock";
import { incidentJobs, incidentSweeps } from "@/lib/incidents/jobs";
import { startWorker } from "@/lib/jobs/run-worker";
import { log } from "@/lib/log/logger";
import { idleJobs } from "@/lib/testing/idle-jobs";

// A worker that looks after emergencies and nothing else, in a time of the test's choice: what a test kills.
moveClock(Number(process.env["CLOCK_AHEAD"] ?? 0));
await startWorker({ ...idleJobs, ...incidentJobs }, { sweeps: incidentSweeps });
log.info("paging.ready");
