import { z } from "zod";
import { isTimeZone } from "@/lib/duty/contract";
import { type Severity, severities } from "@/lib/tickets/contract";

/** Longest time a report is made of, in days. */
const LONGEST_REPORT_DAYS = 366;
/** Most tickets a report is made of. */
export const MOST_TICKETS = 20_000;

const day = z.iso.date("reports.date_malformed");

const filter = {
  /** The first and the last day, whole, in the reader's zone. */
  from: day,
  to: day,
  zone: z.string().max(64).refine(isTimeZone, "reports.zone_unknown").default("Asia/Shanghai"),
  /** One customer; null: all whom the reader may see. */
  accountId: z.uuid("reports.account_malformed").nullable().default(null),
};

const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

type Range = { from: string; to: string };
const isForward = ({ from, to }: Range): boolean => from <= to;
const isShort = ({ from, to }: Range): boolean => daysBetween(from, to) < LONGEST_REPORT_DAYS;

/** What a report is asked for. */
export const reportInput = z
  .object(filter)
  .refine(isForward, { message: "reports.range_backwards", path: ["to"] })
  .refine(isShort, { message: "reports.range_too_long", path: ["to"] });
export type ReportInput = z.output<typeof reportInput>;

/** The same as a file of its tickets. */
export const exportReportInput = z
  .object({ ...filter, locale: z.enum(["en", "zh-CN"]).default("zh-CN") })
  .refine(isForward, { message: "reports.range_backwards", path: ["to"] })
  .refine(isShort, { message: "reports.range_too_long", path: ["to"] });
export type ExportReportInput = z.output<typeof exportReportInput>;

/** How a promise was kept, over tickets; times are of those where it has happened, in seconds by the clock on the wall. */
export type PromiseView = {
  kept: number;
  missed: number;
  open: number;
  medianSeconds: number | null;
  /** Nine of ten were no slower. */
  slowSeconds: number | null;
};

/** A day, or the week that begins on it. */
export type VolumeView = { start: string; created: Record<Severity, number>; resolved: number };

/** How the service was in a time. Tickets are those created in it, unless a name says otherwise. */
export type ReportView = {
  bucket: "day" | "week";
  created: number;
  /** Resolved in this time, whenever created. */
  resolved: number;
  volume: VolumeView[];
  bySeverity: Record<Severity, { created: number; firstResponse: PromiseView; resolution: PromiseView }>;
  overall: { firstResponse: PromiseView; resolution: PromiseView };
  reminders: { count: number; presses: number; answered: number; medianSeconds: number | null };
  emergencies: {
    declared: number;
    cancelled: number;
    /** From the press to the acknowledgement. */
    medianSeconds: number | null;
    slowSeconds: number | null;
  };
  /** How many gave 1, 2, 3, 4 and 5. */
  satisfaction: { scores: [number, number, number, number, number]; average: number | null };
  /** Whom the reader may ask for. */
  customers: { accountId: string; name: string }[];
};

/** One value for each severity. */
export const forEachSeverity = <T>(value: () => T): Record<Severity, T> =>
  Object.fromEntries(severities.map((severity) => [severity, value()])) as Record<Severity, T>;
