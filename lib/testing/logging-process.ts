import { log } from "@/lib/log/logger";
import { currentRequestId, withRequestId } from "@/lib/log/request-context";

// Logs what a test then looks for, and must not find, in what the process printed.

/** An error as HTTP libraries throw them, with the whole request on it. */
class HttpError extends Error {
  readonly code = "ERR_BAD_REQUEST";
  readonly config = { headers: { authorization: "Bearer hidden-in-property" } };
}

log.debug("test.below_the_level");
log.info("test.outside", { count: 2 });
await Promise.all(
  ["request-one", "request-two"].map((id) =>
    withRequestId(id, async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      log.info("test.inside", { mine: currentRequestId() });
    }),
  ),
);
log.error("test.error", new HttpError("refused app_secret=hidden-in-message"), { call: 1 });
log.error("test.no_error", { password: "hidden-in-thrown-object" });
