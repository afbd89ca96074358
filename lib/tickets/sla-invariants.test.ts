import { type Arbitrary, array, assert, boolean, constantFrom, integer, property, record } from "fast-check";
import { expect, it } from "vitest";
import {
  addServiceTime,
  isServiceTime,
  nextServiceStart,
  type ServiceCalendar,
  serviceTimeBetween,
} from "@/lib/duty/service-calendar";
import { type ClockState, severities, ticketStatuses } from "@/lib/tickets/contract";
import { type SlaClock, slaClocks, type SlaFacts, slaNextDue } from "@/lib/tickets/sla-clock";
import type { SlaPolicy, SlaTarget } from "@/lib/tickets/sla-targets";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

// Any millisecond of some years, and zones whose clocks change in all the ways there are.
const zone = constantFrom(
  "Asia/Shanghai",
  "Asia/Kathmandu",
  "America/New_York",
  "Australia/Lord_Howe",
  "Africa/Cairo",
  "America/Havana",
  "America/St_Johns",
  "Europe/London",
);
const instant = integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2029, 0, 1) }).map((at) => new Date(at));
const calendar: Arbitrary<ServiceCalendar> = record({
  zone,
  opens: integer({ min: 0, max: 11 }),
  nights: boolean(),
}).map(({ zone: name, opens, nights }) => ({
  zone: name,
  weekly: [1, 2, 3, 5, 7].map((weekday) => ({
    weekday,
    from: `${String(opens).padStart(2, "0")}:30`,
    to: nights ? "24:00" : "17:15",
  })),
  exceptions: [{ date: "2026-03-08", hours: [] }],
}));

const RUNS = { numRuns: 5_000 };

it("service time added is service time passed, to the millisecond and not one later, in any zone", () => {
  const amount = integer({ min: 1, max: 30 * DAY });
  assert(
    property(calendar, instant, amount, (hours, from, added) => {
      const to = addServiceTime(from, added, hours);
      const last = to && new Date(to.getTime() - 1);
      const passed = to && serviceTimeBetween(from, to, hours);
      return passed === added && last !== null && isServiceTime(last, hours);
    }),
    RUNS,
  );
});

it("service time of two stretches in a row is that of both together", () => {
  const stretch = integer({ min: 0, max: 20 * DAY });
  assert(
    property(calendar, instant, stretch, stretch, (hours, from, first, second) => {
      const between = new Date(from.getTime() + first);
      const to = new Date(between.getTime() + second);
      const parts = serviceTimeBetween(from, between, hours) + serviceTimeBetween(between, to, hours);
      expect(parts).toBe(serviceTimeBetween(from, to, hours));
    }),
    RUNS,
  );
});

it("service starts next where there is service and was none since", () => {
  assert(
    property(calendar, instant, (hours, at) => {
      const start = nextServiceStart(at, hours) ?? at;
      expect({
        isOpen: isServiceTime(start, hours),
        before: serviceTimeBetween(at, start, hours),
        isNow: start.getTime() === at.getTime(),
      }).toEqual({ isOpen: true, before: 0, isNow: isServiceTime(at, hours) });
    }),
    RUNS,
  );
});

type Story = { at: Date; facts: SlaFacts };

const step = record({
  gap: integer({ min: 1, max: 20 * HOUR }),
  what: constantFrom("severity", "status", "answer", "promise"),
  value: integer({ min: 0, max: 1_199 }),
});

/** A history up to its last event. */
const stories: Arbitrary<Story> = record({
  createdAt: instant,
  severity: constantFrom(...severities),
  steps: array(step, { maxLength: 8 }),
}).map(({ createdAt, severity, steps }) => {
  let at = createdAt.getTime();
  const events = steps.map(({ gap, what, value }) => ({ at: new Date((at += gap)), what, value }));
  const of = (kind: string) => events.filter(({ what }) => what === kind);
  return {
    at: new Date(at),
    facts: {
      createdAt,
      severities: [
        { at: createdAt, severity },
        ...of("severity").map((event) => ({ at: event.at, severity: severities[event.value % 4] ?? "s1" })),
      ],
      statuses: of("status").map((event) => ({
        at: event.at,
        status: ticketStatuses[event.value % 6] ?? "new",
      })),
      staffAnswers: of("answer").map((event) => event.at),
      promises: of("promise").map((event) => ({
        at: event.at,
        until: new Date(event.at.getTime() + event.value * 100_000),
      })),
    },
  };
});

const target: Arbitrary<SlaTarget> = record({
  minutes: integer({ min: 1, max: 3_000 }),
  aroundTheClock: boolean(),
});
const targets = record({ firstResponse: target, nextUpdate: target, resolution: target });
const policies: Arbitrary<SlaPolicy> = record({
  calendar,
  targets: record({ s1: targets, s2: targets, s3: targets, s4: targets }),
});

const kinds = ["firstResponse", "nextUpdate", "resolution"] as const;
const isRunning = ({ state }: SlaClock): boolean => state === "pending" || state === "due_soon";

it("a running clock is due at the same time however late one looks, and breached from then on", () => {
  const waiting = integer({ min: 0, max: 3 * DAY });
  assert(
    property(stories, policies, waiting, ({ at, facts }, policy, later) => {
      const then = new Date(at.getTime() + later);
      const [now, afterwards] = [slaClocks(facts, policy, at), slaClocks(facts, policy, then)];
      for (const kind of kinds) {
        const { state, dueAt } = now[kind];
        const isMissed = isRunning(now[kind]) && dueAt !== null && dueAt <= then;
        // Met, paused and breached last until something happens.
        const expected = isRunning(now[kind]) ? { dueAt } : { state, dueAt };
        expect(afterwards[kind]).toMatchObject(isMissed ? { state: "breached", dueAt } : expected);
        expect(isRunning(afterwards[kind])).toBe(isRunning(now[kind]) && !isMissed);
      }
    }),
    RUNS,
  );
});

/** What a clock may look like, by its state. */
const looks: Record<ClockState, (clock: SlaClock) => boolean> = {
  pending: ({ dueAt, remainingSeconds }) => dueAt !== null && (remainingSeconds ?? 0) > 0,
  due_soon: ({ dueAt, remainingSeconds }) => dueAt !== null && (remainingSeconds ?? 0) > 0,
  breached: ({ dueAt, remainingSeconds }) => dueAt !== null && remainingSeconds === 0,
  met: ({ dueAt, remainingSeconds }) => dueAt === null && remainingSeconds === null,
  paused: ({ dueAt, remainingSeconds }) => dueAt === null && (remainingSeconds ?? 0) > 0,
};

it("shows a time exactly where it runs or was missed, and something left exactly where it can be kept", () => {
  assert(
    property(stories, policies, ({ at, facts }, policy) => {
      const clocks = slaClocks(facts, policy, at);
      const dues = kinds.flatMap((kind) => (isRunning(clocks[kind]) ? [Number(clocks[kind].dueAt)] : []));
      const next = slaNextDue(clocks)?.getTime() ?? Infinity;
      return kinds.every((kind) => looks[clocks[kind].state](clocks[kind])) && next === Math.min(...dues);
    }),
    RUNS,
  );
});

it("a severity raised now makes no clock due later, and one lowered makes none due earlier", () => {
  assert(
    property(stories, policies, constantFrom(...severities), ({ at, facts }, policy, severity) => {
      const current = facts.severities.at(-1)?.severity ?? "s1";
      const changed = { ...facts, severities: [...facts.severities, { at, severity }] };
      const [before, after] = [slaClocks(facts, policy, at), slaClocks(changed, policy, at)];
      return kinds.every((kind) => {
        const [was, is] = [before[kind].dueAt, after[kind].dueAt];
        if (was === null || is === null) return before[kind].state !== "breached";
        if (before[kind].state === "breached") return Number(is) === Number(was);
        return severity < current ? is <= was : is >= was;
      });
    }),
    RUNS,
  );
});

it("never undoes a missed first response or resolution, whatever happens later", () => {
  assert(
    property(stories, stories, policies, (first, later, policy) => {
      const shift = first.at.getTime() - later.facts.createdAt.getTime() + 1;
      const moved = <T extends { at: Date }>(all: readonly T[]) =>
        all.map((one) => ({ ...one, at: new Date(one.at.getTime() + shift) }));
      const facts: SlaFacts = {
        createdAt: first.facts.createdAt,
        severities: [...first.facts.severities, ...moved(later.facts.severities)],
        statuses: [...first.facts.statuses, ...moved(later.facts.statuses)],
        staffAnswers: [
          ...first.facts.staffAnswers,
          ...later.facts.staffAnswers.map((at) => new Date(at.getTime() + shift)),
        ],
        promises: first.facts.promises,
      };
      const before = slaClocks(first.facts, policy, first.at);
      const after = slaClocks(facts, policy, new Date(later.at.getTime() + shift));
      return (["firstResponse", "resolution"] as const).every(
        (kind) =>
          before[kind].state !== "breached" || Number(after[kind].dueAt) === Number(before[kind].dueAt),
      );
    }),
    RUNS,
  );
});
