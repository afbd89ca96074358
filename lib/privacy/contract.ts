import { z } from "zod";

/** The shortest time after which conversations may be deleted by themselves, and the longest that can be set, in months. */
export const RETENTION_MONTHS = { least: 6, most: 240 } as const;

/** An export of everything has no parameters: it is of the account of who asks. */
export const requestAccountExportInput = z.object({});
export type RequestAccountExportInput = z.output<typeof requestAccountExportInput>;

const deletion = {
  personId: z.uuid(),
  /** Their name, typed. */
  confirmation: z.string().trim().min(1, "privacy.not_confirmed").max(500, "privacy.not_confirmed"),
};

/** Whose personal data is to be deleted, of the customer's people. */
export const requestPersonDeletionInput = z.object(deletion);
export type RequestPersonDeletionInput = z.output<typeof requestPersonDeletionInput>;

/** Whose personal data is to be deleted, of the service team. */
export const requestStaffDeletionInput = z.object(deletion);
export type RequestStaffDeletionInput = z.output<typeof requestStaffDeletionInput>;

/** How many months closed tickets' conversations are kept; null: as long as the account exists. */
export const setRetentionInput = z.object({
  months: z
    .number()
    .int("privacy.retention_malformed")
    .min(RETENTION_MONTHS.least, "privacy.retention_too_short")
    .max(RETENTION_MONTHS.most, "privacy.retention_too_long")
    .nullable(),
});
export type SetRetentionInput = z.output<typeof setRetentionInput>;

export const dataJobIdInput = z.object({ jobId: z.uuid() });
export type DataJobIdInput = z.output<typeof dataJobIdInput>;

/** The page of an account's data has no parameters. */
export const getDataInput = z.object({});
export type GetDataInput = z.output<typeof getDataInput>;

/** The beginning, or any part, of a name. */
export const listAccountPeopleInput = z.object({ text: z.string().trim().max(100, "privacy.text_too_long") });
export type ListAccountPeopleInput = z.output<typeof listAccountPeopleInput>;

/** Places in which free text can name a person. */
export const findingTypes = [
  "message",
  "notice",
  "message_revision",
  "attachment",
  "ticket",
  "ticket_event",
  "rating",
  "incident",
  "incident_join",
  "incident_event",
  "break_glass",
] as const;
export type FindingType = (typeof findingTypes)[number];
/** With what the service team writes of no account, which is searched for its own people. */
const deskFindingTypes = [...findingTypes, "macro", "major_incident", "major_incident_update"] as const;
export type DeskFindingType = (typeof deskFindingTypes)[number];

export const reviewFindingInput = z.object({
  jobId: z.uuid(),
  subjectType: z.enum(findingTypes),
  subjectId: z.uuid(),
});
export type ReviewFindingInput = z.output<typeof reviewFindingInput>;

export const reviewDeskFindingInput = reviewFindingInput.extend({
  subjectType: z.enum(deskFindingTypes),
});
export type ReviewDeskFindingInput = z.output<typeof reviewDeskFindingInput>;

/** What is to review at the desk; no parameters. */
export type ListDeskFindingsInput = Record<string, never>;

/** A ticket by its number, whether nothing of it may be deleted. */
export const setLegalHoldInput = z.object({
  ticket: z.coerce.number().int().positive().max(2_147_483_647),
  held: z.boolean(),
});
export type SetLegalHoldInput = z.output<typeof setLegalHoldInput>;

/** An account by its alias. */
export const listDataJobsInput = z.object({ alias: z.string().trim().min(1).max(64) });
export type ListDataJobsInput = z.output<typeof listDataJobsInput>;

export type DataJobKind = "account_export" | "person_deletion" | "retention";
export type DataJobStatus = "waiting" | "running" | "done" | "failed" | "cancelled";

/** Long work on an account's data, as its console shows it. */
export type DataJobView = {
  id: string;
  kind: DataJobKind;
  status: DataJobStatus;
  /** Steps done of `total`; null until they are counted. */
  done: number;
  total: number | null;
  createdAt: string;
  finishedAt: string | null;
  /** Whose data is deleted; without a name once it is. */
  person: { personId: string; name: string } | null;
  /** Why it waits or failed, in a word: `legal_hold` until a hold is lifted. */
  reason: string | null;
  /** An export that can be downloaded. */
  file: { size: number; expiresAt: string } | null;
  /** Places where others wrote of the person, and how many of them nobody has reviewed. */
  findings: { total: number; open: number };
};

/** Everything the Data page shows besides the findings. */
export type DataView = { retentionMonths: number | null; jobs: DataJobView[] };

/** An employee of the account, to be found by name. */
export type AccountPersonView = {
  personId: string;
  name: string;
  avatarUrl: string | null;
  organizationName: string | null;
  /** The newest sign-in. */
  signedInAt: string | null;
};

/** A place where somebody wrote of a person whose data was deleted: where, never what. */
export type FindingView = {
  jobId: string;
  subjectType: FindingType;
  subjectId: string;
  /** Whose name it was: an id, since there is no name any more. */
  personId: string;
  /** The ticket, or null in a service main group. */
  ticketNumber: number | null;
  groupName: string | null;
  /** When it was written. */
  writtenAt: string | null;
  reviewedAt: string | null;
};

/** What is left to review, the oldest deletion first; `more` are not on this page. */
export type FindingsView = { findings: FindingView[]; more: number };

/** A place to review at the desk: where, never what. */
export type DeskFindingView = Omit<FindingView, "subjectType"> & {
  subjectType: DeskFindingType;
  /** The conversation that holds it; null for texts of the service team that are in none. */
  groupId: string | null;
  /** In the service team's own notes beside a ticket. */
  isInternal: boolean;
  organizationName: string | null;
};

/** What is left to review, the oldest deletion first; `hidden` are in conversations that the reader is not in. */
export type DeskFindingsView = { findings: DeskFindingView[]; more: number; hidden: number };
