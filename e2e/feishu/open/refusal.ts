import { json, type Answer } from "../transport/exchange";

/** Codes whose HTTP status no page states. */
const STATUS_UNSTATED = new Set([
  99991401, 99991662, 99991673, 99992351, 99992361, 99992363, 99992364, 99992381,
]);

/** A business refusal of the platform, in its `{code, msg, error}` envelope. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: number;
  readonly code: number;
  readonly detail: Record<string, unknown>;
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    code: number,
    message: string,
    extra: { detail?: Record<string, unknown>; headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.detail = extra.detail ?? {};
    this.headers = extra.headers ?? {};
  }

  /** `unstated` is the status of the codes for which none is known. */
  toAnswer(logId: string, unstated: number): Answer {
    const status = STATUS_UNSTATED.has(this.code) ? unstated : this.status;
    const error = {
      log_id: logId,
      troubleshooter: "see the log id in the developer console",
      ...this.detail,
    };
    return json(status, { code: this.code, msg: this.message, error }, this.headers);
  }
}

interface FieldViolation {
  field: string;
  value: string;
  description: string;
}

/** 99992402: a parameter does not have the documented form. */
export function fieldViolation(field: string, value: unknown, description: string): Refusal {
  const violation: FieldViolation = {
    field,
    value: typeof value === "string" ? value : (JSON.stringify(value) ?? ""),
    description,
  };
  return new Refusal(400, 99992402, "field validation failed", { detail: { field_violations: [violation] } });
}
