import type { Severity, TicketStatus } from "@/lib/tickets/contract";
import { type SlaClock, slaClocks, type SlaFacts, slaNextDue } from "@/lib/tickets/sla-clock";
import { defaultSlaPolicy, type SlaPolicy } from "@/lib/tickets/sla-targets";

/** "11-27 17:00": a minute of 2026 in Shanghai. */
const at = (text: string): Date => new Date(`2026-${text.replace(" ", "T")}:00+08:00`);
const inWords = (date: Date | null): string | null =>
  date && new Date(date.getTime() + 8 * 3_600_000).toISOString().slice(5, 16).replace("T", " ");

/** What happened to a ticket, in minutes of 2026 in Shanghai. */
export type Story = {
  created: string;
  severity: Severity;
  changes?: readonly (readonly [string, Severity])[];
  statuses?: readonly (readonly [string, TicketStatus])[];
  answers?: readonly string[];
  promises?: readonly (readonly [string, string])[];
};

/** The story as facts. */
export function told(story: Story): SlaFacts {
  const { created, severity, changes = [], statuses = [], answers = [], promises = [] } = story;
  return {
    createdAt: at(created),
    severities: [
      { at: at(created), severity },
      ...changes.map(([time, changed]) => ({ at: at(time), severity: changed })),
    ],
    statuses: statuses.map(([time, status]) => ({ at: at(time), status })),
    staffAnswers: answers.map(at),
    promises: promises.map(([time, until]) => ({ at: at(time), until: at(until) })),
  };
}

const brief = ({ state, dueAt }: SlaClock): string => `${state} ${inWords(dueAt) ?? "-"}`;

/** Each clock in short: its state and when it is due. */
export function clocks(story: Story, now: string, policy: SlaPolicy = defaultSlaPolicy) {
  const { firstResponse, nextUpdate, resolution } = slaClocks(told(story), policy, at(now));
  return { first: brief(firstResponse), next: brief(nextUpdate), solved: brief(resolution) };
}

/** What is left of the resolution, in seconds. */
export function leftToResolve(story: Story, now: string): number | null {
  return slaClocks(told(story), defaultSlaPolicy, at(now)).resolution.remainingSeconds;
}

/** When a promise will be broken next. */
export function nextDue(story: Story, now: string): string | null {
  return inWords(slaNextDue(slaClocks(told(story), defaultSlaPolicy, at(now))));
}
