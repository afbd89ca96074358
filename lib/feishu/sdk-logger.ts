import { isFeishuError } from "@/lib/feishu/feishu-error";
import { log } from "@/lib/log/logger";
import { redactText } from "@/lib/log/redact";
import type { Logger } from "@larksuiteoapi/node-sdk";

/** Only plain words and our own errors pass: the SDK hands over whole requests with their secrets. */
function words(parts: unknown): string {
  if (Array.isArray(parts)) return parts.map(words).filter(Boolean).join(" ");
  if (typeof parts === "string") return redactText(parts);
  return isFeishuError(parts) ? parts.message : "";
}

/** The SDK's log in ours. Failed calls are thrown as well, and whoever handles them decides how loud they are. */
export const sdkLogger: Logger = {
  error: (...parts) => log.debug("feishu.sdk", { said: words(parts) }),
  warn: (...parts) => log.debug("feishu.sdk", { said: words(parts) }),
  info: () => undefined,
  debug: () => undefined,
  trace: () => undefined,
};
