import { z } from "zod";
import { severities } from "@/lib/tickets/contract";

const fieldsSchema = z.object({
  title: z.string(),
  productCode: z.string(),
  severity: z.enum(severities).or(z.literal("")),
  description: z.string(),
  /** One id per line. */
  resources: z.string(),
  region: z.string(),
  /** As the field has it: on the reader's clock, without a zone. */
  beganAt: z.string(),
  /** The closed ticket it goes on with. */
  previous: z.object({ ticketId: z.string(), number: z.number() }).nullable(),
});

/** What can be filled in; files are kept apart (components/attachments). */
export type TicketFields = z.output<typeof fieldsSchema>;
export type TicketField = keyof TicketFields;

/** The form as it is kept on this device; `changedAt` says when each field was touched last, in milliseconds. */
export const ticketDraftSchema = z.object({
  /** Made once per form: what is submitted under it again gives the same ticket. */
  clientId: z.uuid(),
  startedAt: z.number(),
  fields: fieldsSchema,
  changedAt: z.partialRecord(fieldsSchema.keyof(), z.number()),
});
export type TicketDraft = z.output<typeof ticketDraftSchema>;

const emptyFields: TicketFields = {
  title: "",
  productCode: "",
  severity: "",
  description: "",
  resources: "",
  region: "",
  beganAt: "",
  previous: null,
};

/** A form nobody has written in. */
export function newTicketDraft(clientId: string, now: number): TicketDraft {
  return { clientId, startedAt: now, fields: emptyFields, changedAt: {} };
}

/** The draft with these fields filled in at `now`. */
export function fillIn(draft: TicketDraft, fields: Partial<TicketFields>, now: number): TicketDraft {
  const touched = Object.fromEntries(Object.keys(fields).map((field) => [field, now]));
  return {
    ...draft,
    fields: { ...draft.fields, ...fields },
    changedAt: { ...draft.changedAt, ...touched },
  };
}

/**
 * One form of what two tabs have: the one begun later, with what was typed into the other since then. So both go on under
 * one client id, each field as it was touched last, and a form that was sent takes nothing back.
 */
export function mergeDrafts(one: TicketDraft, other: TicketDraft): TicketDraft {
  const [older, newer] = isBefore(one, other) ? [one, other] : [other, one];
  const fields: Record<string, unknown> = { ...newer.fields };
  const changedAt = { ...newer.changedAt };
  for (const field of fieldsSchema.keyof().options) {
    const at = older.changedAt[field] ?? -Infinity;
    if (at <= (newer.changedAt[field] ?? -Infinity) || at < newer.startedAt) continue;
    fields[field] = older.fields[field];
    changedAt[field] = at;
  }
  return { ...newer, fields: fieldsSchema.parse(fields), changedAt };
}

function isBefore(one: TicketDraft, other: TicketDraft): boolean {
  if (one.startedAt !== other.startedAt) return one.startedAt < other.startedAt;
  return one.clientId < other.clientId;
}

/** Whether there is something to lose. */
export function isBlank({ fields }: TicketDraft): boolean {
  return fieldsSchema
    .keyof()
    .options.every((field) => JSON.stringify(fields[field]) === JSON.stringify(emptyFields[field]));
}

/** What is submitted; the contract says whether it is complete. */
export function inputOf({ clientId, fields }: TicketDraft, groupId: string, attachmentIds: string[]) {
  const began = new Date(fields.beganAt);
  return {
    groupId,
    clientId,
    title: fields.title,
    productCode: fields.productCode,
    severity: fields.severity,
    description: fields.description,
    resourceIds: fields.resources
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== ""),
    region: fields.region.trim() === "" ? null : fields.region,
    beganAt:
      fields.beganAt === "" ? null : Number.isNaN(began.getTime()) ? fields.beganAt : began.toISOString(),
    attachmentIds,
    previousTicketId: fields.previous?.ticketId ?? null,
  };
}
