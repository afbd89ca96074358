import {
  type Arbitrary,
  array,
  assert,
  boolean,
  constantFrom,
  integer,
  property,
  record,
  sample,
  tuple,
  uniqueArray,
} from "fast-check";
import { expect, it } from "vitest";
import { addServiceTime, type ServiceCalendar, serviceTimeBetween } from "@/lib/duty/service-calendar";
import {
  openMinutes,
  slowAdd,
  slowBetween,
  type SlowClock,
  slowClocks,
  type SlowFacts,
  type SlowWindow,
  wallMinutes,
} from "@/lib/testing/slow-clock";
import { type Severity, severities, type TicketStatus, ticketStatuses } from "@/lib/tickets/contract";
import { type SlaClock, slaClocks, type SlaFacts } from "@/lib/tickets/sla-clock";
import type { SlaTargets } from "@/lib/tickets/sla-targets";

const MINUTE = 60_000;
const DAY = 1_440;
const days = 8;

/** Everyday zones and the odd ones: skipped, repeated and half hours, a change at midnight, a day that never was. */
const windows: SlowWindow[] = [
  { zone: "Asia/Shanghai", startsAt: "2026-02-12T16:00:00Z", days },
  { zone: "Asia/Kathmandu", startsAt: "2028-02-25T18:15:00Z", days },
  { zone: "America/New_York", startsAt: "2026-03-05T00:00:00Z", days },
  { zone: "America/New_York", startsAt: "2026-10-29T00:00:00Z", days },
  { zone: "Australia/Lord_Howe", startsAt: "2026-04-02T00:00:00Z", days },
  { zone: "Australia/Lord_Howe", startsAt: "2026-10-01T00:00:00Z", days },
  { zone: "Africa/Cairo", startsAt: "2026-04-21T00:00:00Z", days },
  { zone: "America/Havana", startsAt: "2026-10-29T00:00:00Z", days },
  { zone: "Africa/Casablanca", startsAt: "2026-02-12T00:00:00Z", days },
  { zone: "Pacific/Apia", startsAt: "2011-12-27T00:00:00Z", days },
  { zone: "America/St_Johns", startsAt: "2010-11-04T00:00:00Z", days },
  { zone: "Antarctica/Troll", startsAt: "2026-03-26T00:00:00Z", days },
];

const clockTime = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

/** Hours of one day that do not overlap: bounds in order, taken two by two. */
const hours = uniqueArray(integer({ min: 0, max: DAY }), { maxLength: 6 }).map((bounds) => {
  const inOrder = bounds.toSorted((one, other) => one - other);
  return inOrder.flatMap((to, index) => {
    const from = inOrder[index - 1];
    return index % 2 === 1 && from !== undefined ? [{ from: clockTime(from), to: clockTime(to) }] : [];
  });
});

const datesOf = (window: SlowWindow) => [...new Set(wallMinutes(window).map(({ date }) => date))];
const office = (weekday: number) => [{ weekday, from: "09:00", to: "18:00" }];

function calendarOf(window: SlowWindow): Arbitrary<ServiceCalendar> {
  const { zone } = window;
  const odd = array(hours, { minLength: 7, maxLength: 7 }).map((week) =>
    week.flatMap((all, index) => all.map((one) => ({ weekday: index + 1, ...one }))),
  );
  const dates = uniqueArray(constantFrom(...datesOf(window)), { maxLength: 4 });
  return tuple(boolean(), odd, dates, array(hours, { minLength: 4, maxLength: 4 })).map(
    ([isOffice, week, exceptional, hoursThen]) => ({
      zone,
      weekly: isOffice ? [1, 2, 3, 4, 5].flatMap(office) : week,
      exceptions: exceptional.map((date, index) => ({ date, hours: hoursThen[index] ?? [] })),
    }),
  );
}

/** Calendars of every window; other ones in every run. */
const scenes = windows.flatMap((window) =>
  sample(calendarOf(window), 25).map((calendar) => ({ window, calendar })),
);
const openMinutesOf = new Map(scenes.map((scene) => [scene, openMinutes(scene.window, scene.calendar)]));
const scene = constantFrom(...scenes);

const instant = ({ startsAt }: SlowWindow, minutes: number): Date =>
  new Date(Date.parse(startsAt) + minutes * MINUTE);
const minutesSince = ({ startsAt }: SlowWindow, at: Date): number =>
  (at.getTime() - Date.parse(startsAt)) / MINUTE;

/** What lies after the window is not known to the slow clock. */
const within = ({ days: length }: SlowWindow, at: number | null): number | null =>
  at !== null && at > length * DAY ? Infinity : at;

const CASES = 100_000;

it(
  "service time is what walking minute by minute finds, in 100,000 random cases",
  { timeout: 120_000 },
  () => {
    const from = integer({ min: 0, max: days * DAY });
    const amount = integer({ min: 0, max: 3_000 });
    assert(
      property(scene, from, amount, (where, start, minutes) => {
        const { window, calendar } = where;
        const open = openMinutesOf.get(where) ?? new Uint8Array();
        const end = Math.min(start + minutes, days * DAY);

        const added = addServiceTime(instant(window, start), minutes * MINUTE, calendar);
        const between = serviceTimeBetween(instant(window, start), instant(window, end), calendar);

        expect([added === null ? Infinity : within(window, minutesSince(window, added)), between]).toEqual([
          slowAdd(start, minutes, open),
          slowBetween(start, end, open) * MINUTE,
        ]);
      }),
      { numRuns: CASES },
    );
  },
);

type Step = { gap: number; what: "severity" | "status" | "answer" | "promise"; value: number };

const target = record({
  minutes: integer({ min: 1, max: 900 }),
  aroundTheClock: boolean(),
});
const targetsOfSeverity = record({ firstResponse: target, nextUpdate: target, resolution: target });
const targets = record({
  s1: targetsOfSeverity,
  s2: targetsOfSeverity,
  s3: targetsOfSeverity,
  s4: targetsOfSeverity,
});
const step: Arbitrary<Step> = record({
  // Often at the same minute, which is where orders are confused.
  gap: integer({ min: 0, max: 900 }).map((minutes) => (minutes % 5 === 0 ? 0 : minutes)),
  what: constantFrom("severity", "status", "status", "answer", "promise"),
  value: integer({ min: 0, max: 1_200 }),
});
const stories = record({
  createdAt: integer({ min: 0, max: DAY }),
  severity: constantFrom(...severities),
  steps: array(step, { maxLength: 7 }),
  until: integer({ min: 0, max: 1_500 }),
});

type Told = { slow: SlowFacts; facts: SlaFacts; now: number };

/** The same history for both clocks. */
function tell(
  window: SlowWindow,
  story: { createdAt: number; severity: Severity; steps: Step[]; until: number },
): Told {
  const changes: { at: number; severity: Severity }[] = [{ at: story.createdAt, severity: story.severity }];
  const statuses: { at: number; status: TicketStatus }[] = [];
  const staffAnswers: number[] = [];
  const promises: { at: number; until: number }[] = [];
  let at = story.createdAt;
  for (const { gap, what, value } of story.steps) {
    at += gap;
    const severity = severities[value % severities.length] ?? "s1";
    const status = ticketStatuses[value % ticketStatuses.length] ?? "new";
    if (what === "answer") staffAnswers.push(at);
    else if (what === "promise") promises.push({ at, until: at + value });
    else if (what === "status") statuses.push({ at, status });
    else if (changes.at(-1)?.severity !== severity) changes.push({ at, severity });
  }
  const date = (minutes: number) => instant(window, minutes);
  const dated = <T extends { at: number }>(all: readonly T[]) =>
    all.map((one) => ({ ...one, at: date(one.at) }));
  return {
    slow: { createdAt: story.createdAt, severities: changes, statuses, staffAnswers, promises },
    facts: {
      createdAt: date(story.createdAt),
      severities: dated(changes),
      statuses: dated(statuses),
      staffAnswers: staffAnswers.map(date),
      promises: promises.map((promise) => ({ at: date(promise.at), until: date(promise.until) })),
    },
    now: at + story.until,
  };
}

/** A clock of the product in the slow clock's minutes, and as ignorant of what lies after the window. */
function inMinutes(window: SlowWindow, clock: SlaClock, slow: SlowClock): SlowClock {
  const due = clock.dueAt === null ? null : within(window, minutesSince(window, clock.dueAt));
  const isUnknown = slow.left === null && slow.state !== "met";
  const dueAt = due === null && slow.dueAt === Infinity ? Infinity : due;
  return {
    state: isUnknown && dueAt === Infinity && clock.state === "due_soon" ? "pending" : clock.state,
    dueAt,
    left: isUnknown || clock.remainingSeconds === null ? null : clock.remainingSeconds / 60,
  };
}

it(
  "the clocks are what walking minute by minute finds, in 100,000 random histories",
  { timeout: 120_000 },
  () => {
    assert(
      property(scene, constantFrom(...sample(targets, 200)), stories, (where, plan: SlaTargets, story) => {
        const { window, calendar } = where;
        const { slow, facts, now } = tell(window, story);
        const open = openMinutesOf.get(where) ?? new Uint8Array();

        const clocks = slaClocks(facts, { calendar, targets: plan }, instant(window, now));

        const expected = slowClocks({ open, facts: slow, targets: plan, now });
        expect({
          firstResponse: inMinutes(window, clocks.firstResponse, expected.firstResponse),
          nextUpdate: inMinutes(window, clocks.nextUpdate, expected.nextUpdate),
          resolution: inMinutes(window, clocks.resolution, expected.resolution),
        }).toEqual(expected);
      }),
      { numRuns: CASES },
    );
  },
);
