import type { Instrumentation } from "next";

/**
 * Next calls this for each error of a page, an action or a route handler that nothing caught: into the log with it, under
 * the digest that the error page shows.
 */
export const onRequestError: Instrumentation.onRequestError = async (thrown, request) => {
  // Written out, as Next puts the value in, and leaves what is inside out of its other runtime.
  // oxlint-disable-next-line node/no-process-env
  if (process.env.NEXT_RUNTIME !== "edge") {
    const { logPageFailure } = await import("@/lib/http/log-page-failure");
    logPageFailure(thrown, request);
  }
};
