import { type JobName, jobPayloads } from "@/lib/jobs/enqueue-job";

const nothing = (): Promise<void> => Promise.resolve();

/** Handlers that do nothing, for the jobs a test does not look at. */
export const idleJobs = Object.fromEntries(Object.keys(jobPayloads).map((name) => [name, nothing])) as Record<
  JobName,
  typeof nothing
>;
