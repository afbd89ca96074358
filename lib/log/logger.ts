import { pino } from "pino";
import { environment } from "@/lib/config/environment";
import { redactText } from "@/lib/log/redact";
import { currentRequestId } from "@/lib/log/request-context";

type Fields = Record<string, string | number | boolean | null | undefined>;

let instance: pino.Logger | undefined;

function logger(): pino.Logger {
  instance ??= pino({
    level: environment().LOG_LEVEL,
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    mixin: () => ({ requestId: currentRequestId() }),
  });
  return instance;
}

/** What may be told of a thrown value: its name, code and redacted message and stack; never its other properties, which may hold requests. */
function describeError(thrown: unknown): Fields {
  if (!(thrown instanceof Error)) return { error: "not an Error" };
  const code =
    "code" in thrown && (typeof thrown.code === "string" || typeof thrown.code === "number")
      ? thrown.code
      : undefined;
  return {
    error: thrown.name,
    errorCode: code,
    errorMessage: redactText(thrown.message),
    stack: redactText(thrown.stack ?? ""),
  };
}

/**
 * The structured log. Fields are flat and of plain types, so that no request, answer or row can slip in;
 * no message text and no person's name belongs here (design.md §4.6).
 */
export const log = {
  debug: (event: string, fields: Fields = {}): void => logger().debug(fields, event),
  info: (event: string, fields: Fields = {}): void => logger().info(fields, event),
  warn: (event: string, fields: Fields = {}): void => logger().warn(fields, event),
  error: (event: string, thrown: unknown, fields: Fields = {}): void =>
    logger().error({ ...fields, ...describeError(thrown) }, event),
};
