import { log } from "@/lib/log/logger";

/** Something that goes on until it is told to stop; `stop` aborts the signal its work was given, and resolves when nothing of it runs any more. */
export type Repeating = { stop(): Promise<void> };

/** Does `work` at once and then again `interval` after each end, never twice at a time. What it throws is logged, and it goes on. */
export function repeat(
  name: string,
  interval: number,
  work: (signal: AbortSignal) => Promise<void>,
): Repeating {
  let timer: NodeJS.Timeout | undefined;
  const stopping = new AbortController();
  let running = Promise.resolve();
  const turn = async (): Promise<void> => {
    try {
      await work(stopping.signal);
    } catch (thrown) {
      log.error("jobs.repeat_failed", thrown, { name });
    }
    if (!stopping.signal.aborted) timer = setTimeout(start, interval);
  };
  const start = (): void => {
    running = turn();
  };
  start();
  return {
    stop: async () => {
      stopping.abort();
      clearTimeout(timer);
      await running;
    },
  };
}
