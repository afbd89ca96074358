import { z } from "zod";
import { defaultServiceCalendar } from "@/lib/duty/default-service-calendar";
import type { ServiceCalendar } from "@/lib/duty/service-calendar";
import type { Severity } from "@/lib/tickets/contract";

const LONGEST = 366 * 24 * 60;
const MALFORMED = "tickets.sla_targets_malformed";

const target = z.strictObject(
  {
    minutes: z.int("tickets.sla_minutes").min(1, "tickets.sla_minutes").max(LONGEST, "tickets.sla_minutes"),
    aroundTheClock: z.boolean(MALFORMED),
  },
  MALFORMED,
);
const targetsOfSeverity = z.strictObject(
  { firstResponse: target, nextUpdate: target, resolution: target },
  MALFORMED,
);

/** The targets of a plan from outside: of each severity, three, in minutes. */
export const slaTargetsSchema = z.strictObject(
  { s1: targetsOfSeverity, s2: targetsOfSeverity, s3: targetsOfSeverity, s4: targetsOfSeverity },
  MALFORMED,
);

/** How long something may take: minutes of every day, or of service time. */
export type SlaTarget = { readonly minutes: number; readonly aroundTheClock: boolean };

/** What is promised for one severity. */
type TargetsOfSeverity = {
  readonly firstResponse: SlaTarget;
  readonly nextUpdate: SlaTarget;
  readonly resolution: SlaTarget;
};

/** What a plan promises. */
export type SlaTargets = Readonly<Record<Severity, TargetsOfSeverity>>;

/** A plan's promises and the calendar in which its service time runs. */
export type SlaPolicy = { readonly calendar: ServiceCalendar; readonly targets: SlaTargets };

const HOUR = 60;
/** A day of service has the 9 hours of the default calendar. */
const SERVICE_DAY = 9 * HOUR;

const always = (minutes: number): SlaTarget => ({ minutes, aroundTheClock: true });
const inService = (minutes: number): SlaTarget => ({ minutes, aroundTheClock: false });

/** The targets of a plan that has none of its own: S1 and S2 run around the clock, S3 and S4 in service time. */
export const defaultSlaTargets: SlaTargets = {
  s1: { firstResponse: always(10), nextUpdate: always(30), resolution: always(4 * HOUR) },
  s2: { firstResponse: always(30), nextUpdate: always(2 * HOUR), resolution: always(12 * HOUR) },
  s3: {
    firstResponse: inService(4 * HOUR),
    nextUpdate: inService(8 * HOUR),
    resolution: inService(3 * SERVICE_DAY),
  },
  s4: {
    firstResponse: inService(8 * HOUR),
    nextUpdate: inService(3 * SERVICE_DAY),
    resolution: inService(10 * SERVICE_DAY),
  },
};

/** The policy of a plan that has none of its own. */
export const defaultSlaPolicy: SlaPolicy = { calendar: defaultServiceCalendar, targets: defaultSlaTargets };

/** Whether work on this severity knows no hours: its first response runs around the clock. */
export function isAroundTheClock({ targets }: SlaPolicy, severity: Severity): boolean {
  return targets[severity].firstResponse.aroundTheClock;
}
