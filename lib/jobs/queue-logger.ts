import { Logger } from "graphile-worker";
import { log } from "@/lib/log/logger";
import { redactText } from "@/lib/log/redact";

/** What the queue library says, in our log. What becomes of single jobs is logged where they run (`run-worker.ts`). */
export function queueLogger(): Logger {
  return new Logger(() => (level, message, meta) => {
    const ofOneJob = meta !== undefined && ("failure" in meta || "success" in meta);
    if (ofOneJob) return;
    const fields = { message: redactText(message).slice(0, 500) };
    if (level === "error" || level === "warning") log.warn("queue.trouble", fields);
    else log.debug("queue.says", fields);
  });
}
