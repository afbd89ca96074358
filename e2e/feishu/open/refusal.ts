import { json, type Answer } from "../transport/exchange";

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

  toAnswer(logId: string): Answer {
    const error = {
      log_id: logId,
      troubleshooter: "see the log id in the developer console",
      ...this.detail,
    };
    return json(this.status, { code: this.code, msg: this.message, error }, this.headers);
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
