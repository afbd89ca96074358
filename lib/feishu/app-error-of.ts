import { AppError, type ErrorCode } from "@/lib/errors/app-error";
import type { FeishuError, FeishuErrorKind } from "@/lib/feishu/feishu-error";

type Reason = { code: ErrorCode; reason: string };

const malformedId: Reason = { code: "INVALID_INPUT", reason: "feishu.app_id_malformed" };
const unknownId: Reason = { code: "INVALID_INPUT", reason: "feishu.app_id_unknown" };
const wrongSecret: Reason = { code: "INVALID_INPUT", reason: "feishu.app_secret_wrong" };
const notPublished: Reason = { code: "CONFLICT", reason: "feishu.app_not_published" };
const disabled: Reason = { code: "CONFLICT", reason: "feishu.app_disabled" };
const botOff: Reason = { code: "CONFLICT", reason: "feishu.bot_off" };

const reasonOfCode = new Map<number, Reason>([
  [10003, malformedId],
  [10015, wrongSecret],
  [99991543, wrongSecret],
  [20002, wrongSecret],
  [20048, unknownId],
  [10005, disabled],
  [99991662, disabled],
  [20069, disabled],
  [99991673, notPublished],
  [212100, notPublished],
  [20009, notPublished],
  [11205, botOff],
  [230006, botOff],
  [99991401, { code: "CONFLICT", reason: "feishu.ip_not_allowed" }],
  [99991672, { code: "CONFLICT", reason: "feishu.scope_missing" }],
  [99991403, { code: "UNAVAILABLE", reason: "feishu.quota_exhausted" }],
  [99991400, { code: "RATE_LIMITED", reason: "feishu.busy" }],
]);

const unexpected: Reason = { code: "UPSTREAM_FAILED", reason: "feishu.unexpected" };
const unreachable: Reason = { code: "UPSTREAM_FAILED", reason: "feishu.unreachable" };

function reasonOfAnswer({ code, wrongCredential, failure }: FeishuError): Reason {
  if (code === 10014) {
    // One code for three things; only the text of Feishu tells them apart, and names neither when the app is disabled.
    if (wrongCredential === "app_secret") return wrongSecret;
    return wrongCredential === "app_id" ? unknownId : disabled;
  }
  return reasonOfCode.get(code ?? 0) ?? (failure === "retry_soon" ? unreachable : unexpected);
}

const reasonOfSilence: Record<Exclude<FeishuErrorKind, "answered">, Reason> = {
  timeout: { code: "UPSTREAM_FAILED", reason: "feishu.too_slow" },
  connection: unreachable,
  held: { code: "RATE_LIMITED", reason: "feishu.busy" },
  not_json: { code: "UPSTREAM_FAILED", reason: "feishu.answer_not_understood" },
};

/** A failed call to Feishu as the person sees it who set up the channel: what happened, and which step cures it. */
export function appErrorOf(error: FeishuError): AppError {
  const { code, reason } = error.kind === "answered" ? reasonOfAnswer(error) : reasonOfSilence[error.kind];
  return new AppError(code, reason, {
    cause: error,
    details: {
      code: error.code ?? error.httpStatus ?? 0,
      logId: error.logId ?? "–",
      scopes: error.missingScopes.join(", "),
      address: error.callerAddress ?? "–",
    },
    ...(error.retryAfterMs === null ? {} : { retryAfterSeconds: Math.ceil(error.retryAfterMs / 1_000) }),
  });
}
