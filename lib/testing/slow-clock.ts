/**
 * Service time and the SLA clocks once more, minute by minute and by the words of docs/decisions/0050-sla-clock.md: what the real
 * ones are compared with. It shares no code with them. Times are minutes since the window's start.
 */

/** Days of one zone that are looked at. */
export type SlowWindow = { zone: string; startsAt: string; days: number };

type SlowHours = { from: string; to: string };
type SlowCalendar = {
  weekly: readonly ({ weekday: number } & SlowHours)[];
  exceptions: readonly { date: string; hours: readonly SlowHours[] }[];
};

type WallMinute = { date: string; weekday: number; time: string };

const walls = new Map<SlowWindow, WallMinute[]>();
const weekdays = ["", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** What the clock on the wall shows in every minute of the window. */
export function wallMinutes(window: SlowWindow): WallMinute[] {
  const known = walls.get(window);
  if (known) return known;
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: window.zone,
    weekday: "short",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const start = Date.parse(window.startsAt);
  const wall = Array.from({ length: window.days * 1_440 }, (_, minute) => {
    const text = format.format(start + minute * 60_000);
    const [, weekday = "", day, month, year, time = ""] =
      /^(\w{3}), (\d\d)\/(\d\d)\/(\d{4}), (\d\d:\d\d)$/.exec(text) ?? [];
    return { date: `${year}-${month}-${day}`, weekday: weekdays.indexOf(weekday), time };
  });
  walls.set(window, wall);
  return wall;
}

/** One flag, 0 or 1, for every minute of a window. */
export type MinuteFlags = Uint8Array;

/** For every minute of the window, whether it is service time. */
export function openMinutes(window: SlowWindow, { weekly, exceptions }: SlowCalendar): MinuteFlags {
  const flags = wallMinutes(window).map(({ date, weekday, time }) => {
    const exception = exceptions.find((one) => one.date === date);
    const hours = exception ? exception.hours : weekly.filter((one) => one.weekday === weekday);
    return hours.some(({ from, to }) => from <= time && time < to) ? 1 : 0;
  });
  return Uint8Array.from(flags);
}

/** The minute by whose beginning `amount` minutes with both flags have passed since `from`; Infinity if not in the window. */
export function slowAdd(from: number, amount: number, flags: MinuteFlags, others = flags): number {
  let left = amount;
  if (left === 0) return from;
  for (let minute = from; minute < flags.length; minute += 1) {
    if (flags[minute] === 1 && others[minute] === 1) left -= 1;
    if (left === 0) return minute + 1;
  }
  return Infinity;
}

/** How many minutes between two are flagged. */
export function slowBetween(from: number, to: number, flags: MinuteFlags): number {
  let total = 0;
  for (let minute = from; minute < to; minute += 1) if (flags[minute] === 1) total += 1;
  return total;
}

type SlowTarget = { minutes: number; aroundTheClock: boolean };
type SlowTargets = Record<string, Record<"firstResponse" | "nextUpdate" | "resolution", SlowTarget>>;

/** A ticket's history, in minutes of the window. */
export type SlowFacts = {
  createdAt: number;
  severities: readonly { at: number; severity: string }[];
  statuses: readonly { at: number; status: string }[];
  staffAnswers: readonly number[];
  promises: readonly { at: number; until: number }[];
};

/** A clock in minutes; `dueAt` is Infinity where it lies outside of the window, and `left` is then unknown. */
export type SlowClock = { state: string; dueAt: number | null; left: number | null };

type Situation = { open: MinuteFlags; facts: SlowFacts; targets: SlowTargets; now: number };

const over = new Set(["resolved", "closed"]);
const WAITING = "waiting_for_customer";

function statusAt({ facts }: Situation, minute: number): string {
  let status = "new";
  for (const change of facts.statuses) if (change.at <= minute) status = change.status;
  return status;
}

/** For every minute whether a clock runs; one paused now is taken to run from now on. */
function runningMinutes(situation: Situation, pauses: boolean): MinuteFlags {
  const { open, facts, now } = situation;
  const running = new Uint8Array(open.length);
  const changes = [facts.createdAt, ...facts.statuses.map(({ at }) => at), open.length];
  for (const [index, at] of changes.entries()) {
    const status = statusAt(situation, at);
    const runs = !over.has(status) && !(pauses && status === WAITING);
    running.fill(runs ? 1 : 0, at, changes[index + 1] ?? open.length);
  }
  if (pauses && statusAt(situation, now) === WAITING) running.fill(1, now);
  return running;
}

function usedUp(
  { open }: Situation,
  running: MinuteFlags,
  from: number,
  { minutes, aroundTheClock }: SlowTarget,
): number {
  return slowAdd(from, minutes, running, aroundTheClock ? running : open);
}

/** Something asked for from `at` on: by `due`. */
type Demand = { at: number; due: number; severity: string; target: SlowTarget };

/** Whether, by all that has been asked for up to now, time is up at `time`: "S1" sorts before "S2". */
function isUp(demands: readonly Demand[], time: number, latest: number): boolean {
  let up = false;
  for (const [index, { due, severity }] of demands.entries()) {
    const before = demands[index - 1]?.severity;
    if (before === undefined) up = due <= time;
    else if (severity < before) up = up || due <= time;
    else if (severity > before) up = up && due <= time;
    up = up || latest <= time;
  }
  return up;
}

/** Goes through time and answers when time was up first. */
function timeIsUpAt(demands: readonly Demand[], latest = Infinity): number {
  const times = [...demands.flatMap(({ at, due }) => [at, due]), latest].toSorted((a, b) => a - b);
  const firstUp = (asked: readonly Demand[], until: number) =>
    times.find((time) => time <= until && isUp(asked, time, latest)) ?? Infinity;
  for (let asked = 1; asked < demands.length; asked += 1) {
    const time = firstUp(demands.slice(0, asked), demands[asked]?.at ?? Infinity);
    if (time < Infinity) return time;
  }
  return firstUp(demands, Infinity);
}

/** When time is up, and by which target: of several that say the same, the last. */
type Found = { due: number; target: SlowTarget };

function found(demands: readonly Demand[], latest = Infinity): Found {
  const due = timeIsUpAt(demands, latest);
  const target = demands.findLast((demand) => demand.due === due)?.target;
  return { due, target: target ?? { minutes: 0, aroundTheClock: true } };
}

function targetOf({ targets }: Situation, severity: string, kind: keyof SlowTargets[string]): SlowTarget {
  return targets[severity]?.[kind] ?? { minutes: 0, aroundTheClock: true };
}

function sinceCreation(situation: Situation, kind: "firstResponse" | "resolution", until: number): Demand[] {
  const { facts } = situation;
  const running = runningMinutes(situation, kind === "resolution");
  return facts.severities
    .filter(({ at }, index) => index === 0 || at < until)
    .map(({ at, severity }) => {
      const target = targetOf(situation, severity, kind);
      return { at, severity, target, due: usedUp(situation, running, facts.createdAt, target) };
    });
}

function severityBefore({ facts }: Situation, minute: number): string {
  let severityThen = "";
  for (const { at, severity } of facts.severities)
    if (severityThen === "" || at < minute) severityThen = severity;
  return severityThen;
}

function reopenedAt({ facts }: Situation): number | null {
  let reopened: number | null = null;
  let previous = "new";
  for (const { at, status } of facts.statuses) {
    if (over.has(previous) && !over.has(status)) reopened = at;
    previous = status;
  }
  return reopened;
}

function nextUpdate(situation: Situation): Found {
  const { facts } = situation;
  const running = runningMinutes(situation, true);
  const reopened = reopenedAt(situation);
  const answered = facts.staffAnswers.at(-1);
  const begin = Math.max(reopened ?? 0, answered ?? 0);
  const promise = facts.promises.at(-1);
  const demand = (at: number, severity: string, from = at): Demand => {
    const target = targetOf(situation, severity, "nextUpdate");
    return { at, severity, target, due: usedUp(situation, running, from, target) };
  };
  const changesFrom = (time: number) => facts.severities.slice(1).filter(({ at }) => at >= time);
  if (promise && promise.at >= begin) {
    const target = { minutes: Math.max(0, promise.until - promise.at), aroundTheClock: true };
    const due = usedUp(situation, running, promise.at, target);
    const first = { at: promise.at, severity: severityBefore(situation, promise.at), target, due };
    return found([first, ...changesFrom(promise.at).map(({ at, severity }) => demand(at, severity))], due);
  }
  if (answered !== undefined) {
    const first = demand(begin, severityBefore(situation, begin));
    return found([first, ...changesFrom(begin).map(({ at, severity }) => demand(at, severity))]);
  }
  const start = reopened ?? facts.createdAt;
  const responses = sinceCreation(situation, "firstResponse", Infinity);
  const changes = changesFrom(start);
  const asOf = (count: number) => timeIsUpAt(responses.slice(0, count));
  const before = facts.severities.length - changes.length;
  const first = demand(start, severityBefore(situation, start), Math.max(start, asOf(before)));
  const later = changes.map(({ at, severity }, index) =>
    demand(at, severity, Math.max(at, asOf(before + index + 1))),
  );
  return found([first, ...later]);
}

type Judged = Found & { metAt: number | null; pauses: boolean; soonMinutes: number };

function judge(situation: Situation, { due, target, metAt, pauses, soonMinutes }: Judged): SlowClock {
  const { open, now } = situation;
  const status = statusAt(situation, now);
  if (due <= (metAt ?? now)) return { state: "breached", dueAt: due, left: 0 };
  if (metAt !== null || over.has(status)) return { state: "met", dueAt: null, left: null };
  const until = Math.min(due, open.length);
  const counted = target.aroundTheClock ? until - now : slowBetween(now, until, open);
  const left = due === Infinity ? null : counted;
  if (pauses && status === WAITING) return { state: "paused", dueAt: null, left };
  const isSoon = left !== null && left < Math.min(target.minutes / 4, soonMinutes);
  return { state: isSoon ? "due_soon" : "pending", dueAt: due, left };
}

/** The three clocks at `now`. Severity changes to the same severity must not be among the facts. */
export function slowClocks(
  situation: Situation,
): Record<"firstResponse" | "nextUpdate" | "resolution", SlowClock> {
  const answered = situation.facts.staffAnswers[0] ?? null;
  const response = found(sinceCreation(situation, "firstResponse", answered ?? Infinity));
  const solved = found(sinceCreation(situation, "resolution", Infinity));
  return {
    firstResponse: judge(situation, { ...response, metAt: answered, pauses: false, soonMinutes: 15 }),
    nextUpdate: judge(situation, { ...nextUpdate(situation), metAt: null, pauses: true, soonMinutes: 15 }),
    resolution: judge(situation, { ...solved, metAt: null, pauses: true, soonMinutes: 120 }),
  };
}
