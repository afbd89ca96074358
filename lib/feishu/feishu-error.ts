import type { DegradedForm, FeishuFailure } from "@/lib/feishu/classify";

/** How far a failed call came: an answer, too late, no connection, an answer nobody can understand, or held back before it was made. */
export type FeishuErrorKind = "answered" | "timeout" | "connection" | "not_json" | "held";

type FeishuErrorFacts = {
  /** Method and path of the API. */
  call: string;
  kind: FeishuErrorKind;
  failure: FeishuFailure;
  code?: number | null;
  subCode?: number | null;
  httpStatus?: number | null;
  logId?: string | null;
  retryAfterMs?: number | null;
  missingScopes?: string[];
  degradeTo?: DegradedForm | null;
  wrongCredential?: "app_id" | "app_secret" | null;
  callerAddress?: string | null;
  /** Words for the log, such as names of refused fields; never values. */
  hint?: string;
};

function describe({ call, kind, hint, ...facts }: FeishuErrorFacts): string {
  const parts = [
    facts.code ? [`code ${facts.code}`] : [],
    facts.subCode ? [`sub-code ${facts.subCode}`] : [],
    facts.httpStatus ? [`HTTP ${facts.httpStatus}`] : [],
    facts.logId ? [`log id ${facts.logId}`] : [],
    hint ? [hint] : [],
  ].flat();
  return `${call} failed (${kind}): ${parts.join(", ")}`;
}

/**
 * A call to Feishu that did not succeed. It holds facts only, never the request, its headers or the raw answer,
 * because those hold secrets and errors get logged.
 */
export class FeishuError extends Error {
  override readonly name = "FeishuError";
  readonly kind: FeishuErrorKind;
  /** What to do about it; the only thing a sender has to look at. */
  readonly failure: FeishuFailure;
  readonly code: number | null;
  readonly subCode: number | null;
  readonly httpStatus: number | null;
  /** Identifies the call to Feishu's support. */
  readonly logId: string | null;
  /** How long Feishu asks to wait, within 1 to 120 s; the caller adds jitter. */
  readonly retryAfterMs: number | null;
  /** Any one of these would have been enough. */
  readonly missingScopes: string[];
  readonly degradeTo: DegradedForm | null;
  /** Which half of the credentials a token call refused. */
  readonly wrongCredential: "app_id" | "app_secret" | null;
  /** Our address as Feishu sees it, when the app's IP allow list keeps it out. */
  readonly callerAddress: string | null;

  constructor(facts: FeishuErrorFacts) {
    super(describe(facts));
    this.kind = facts.kind;
    this.failure = facts.failure;
    this.code = facts.code ?? null;
    this.subCode = facts.subCode ?? null;
    this.httpStatus = facts.httpStatus ?? null;
    this.logId = facts.logId ?? null;
    this.retryAfterMs = facts.retryAfterMs ?? null;
    this.missingScopes = facts.missingScopes ?? [];
    this.degradeTo = facts.degradeTo ?? null;
    this.wrongCredential = facts.wrongCredential ?? null;
    this.callerAddress = facts.callerAddress ?? null;
  }
}

/** Whether `thrown` is a FeishuError, also when it comes from the other module graph. */
export function isFeishuError(thrown: unknown): thrown is FeishuError {
  return thrown instanceof Error && thrown.name === "FeishuError" && "failure" in thrown && "kind" in thrown;
}
