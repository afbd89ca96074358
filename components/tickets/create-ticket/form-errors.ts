import type { TicketField } from "@/components/tickets/create-ticket/ticket-draft";
import type { Refusal } from "@/lib/errors/result";

/** Where a refusal is shown: at one of the fields, or at the files. */
export type FormField = TicketField | "files";
type FieldError = { reason: string; details: Record<string, string | number> };
export type FieldErrors = Partial<Record<FormField, FieldError>>;

/** The form's names for what the contract calls otherwise. */
const fieldOf: Record<string, FormField> = {
  title: "title",
  productCode: "productCode",
  severity: "severity",
  description: "description",
  resourceIds: "resources",
  region: "region",
  beganAt: "beganAt",
  attachmentIds: "files",
};

/** Refusals that only the server can know, and whose fields they are about. */
const fieldOfReason: Record<string, FormField> = {
  "tickets.began_in_future": "beganAt",
  "tickets.no_such_product": "productCode",
  "messages.no_such_attachment": "files",
};

type Issue = { path: readonly PropertyKey[]; message: string };

/** What the contract refuses, by field; the first of each. */
export function errorsOf(issues: readonly Issue[]): FieldErrors {
  const errors: FieldErrors = {};
  for (const { path, message } of issues) {
    const field = fieldOf[String(path[0])];
    if (field !== undefined) errors[field] ??= { reason: message, details: {} };
  }
  return errors;
}

/** The same for a refusal of the server; empty when it is about the whole form. */
export function errorsOfRefusal({ code, reason, details }: Refusal): FieldErrors {
  if (code !== "INVALID_INPUT") return {};
  const named = fieldOf[String(details["field"] ?? "").split(".")[0] ?? ""];
  const field = fieldOfReason[reason] ?? named;
  return field === undefined ? {} : { [field]: { reason, details } };
}
