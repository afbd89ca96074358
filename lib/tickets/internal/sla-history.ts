import { type Severity, severities, type TicketStatus } from "@/lib/tickets/contract";

/** What happened to a ticket, each list in the order in which it happened. */
export type SlaFacts = {
  createdAt: Date;
  /** The first is the one it was created with. */
  severities: readonly { at: Date; severity: Severity }[];
  /** It is new until the first. */
  statuses: readonly { at: Date; status: TicketStatus }[];
  /** What the service side wrote to the customer; the first and the last are enough. */
  staffAnswers: readonly Date[];
  /** The engineer's promise lines: the next update comes before `until`. */
  promises: readonly { at: Date; until: Date }[];
};

/** A stretch of a ticket's life in one status, in milliseconds; the last one has no end. */
type Period = { start: number; end: number; status: TicketStatus };

/** A severity from the moment on when a ticket got it. */
export type SeverityChange = { at: number; severity: Severity; isRaised: boolean };

/** A ticket's history as its clocks reckon with it: in milliseconds, without changes that change nothing. */
export type SlaHistory = {
  createdAt: number;
  now: number;
  severities: readonly [SeverityChange, ...SeverityChange[]];
  periods: readonly Period[];
  status: TicketStatus;
  /** The last time it was taken up again after being resolved or closed. */
  reopenedAt: number | null;
  firstAnswerAt: number | null;
  lastAnswerAt: number | null;
  promise: { at: number; until: number } | null;
};

/** Whether a ticket in this status is done with. */
export const isOver = (status: TicketStatus): boolean => status === "resolved" || status === "closed";

function severitiesOf({ severities: changes, createdAt }: SlaFacts): SlaHistory["severities"] {
  const [first, ...later] = changes;
  if (first === undefined) throw new Error("A ticket has had a severity since its creation.");
  const all: [SeverityChange, ...SeverityChange[]] = [
    { at: createdAt.getTime(), severity: first.severity, isRaised: false },
  ];
  let current = first.severity;
  for (const { at, severity } of later) {
    if (severity === current) continue;
    const isRaised = severities.indexOf(severity) < severities.indexOf(current);
    all.push({ at: at.getTime(), severity, isRaised });
    current = severity;
  }
  return all;
}

function periodsOf({ statuses, createdAt }: SlaFacts): Period[] {
  const changes = statuses.map(({ at, status }) => ({ start: at.getTime(), status }));
  const all = [{ start: createdAt.getTime(), status: "new" as TicketStatus }, ...changes];
  return all.map((period, index) => ({ ...period, end: all[index + 1]?.start ?? Infinity }));
}

/** Reads the facts. A clock behind the last of them is wrong: `now` is then when that one happened. */
export function slaHistoryOf(facts: SlaFacts, now: Date): SlaHistory {
  const { createdAt, staffAnswers, promises } = facts;
  const periods = periodsOf(facts);
  const answers = staffAnswers.map((at) => at.getTime());
  const promise = promises.at(-1);
  const changes = [...facts.severities, ...facts.statuses, ...promises].map(({ at }) => at.getTime());
  return {
    createdAt: createdAt.getTime(),
    now: Math.max(now.getTime(), createdAt.getTime(), ...answers, ...changes),
    severities: severitiesOf(facts),
    periods,
    status: periods.at(-1)?.status ?? "new",
    reopenedAt:
      periods.findLast(({ status }, index) => !isOver(status) && isOver(periods[index - 1]?.status ?? status))
        ?.start ?? null,
    firstAnswerAt: answers.length > 0 ? Math.min(...answers) : null,
    lastAnswerAt: answers.length > 0 ? Math.max(...answers) : null,
    promise: promise ? { at: promise.at.getTime(), until: promise.until.getTime() } : null,
  };
}
