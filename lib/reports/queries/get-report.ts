import type { StaffActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { accessReports } from "@/lib/reports/access";
import { forEachSeverity, type ReportInput, type ReportView, type VolumeView } from "@/lib/reports/contract";
import { type Period, periodOf } from "@/lib/reports/internal/period";
import { PromiseTally } from "@/lib/reports/internal/promise-tally";
import { median, slow } from "@/lib/reports/internal/quantiles";
import {
  emergencies,
  reminders,
  reportCustomers,
  type ReportQuestion,
  resolutions,
  scores,
} from "@/lib/reports/internal/report-sql";
import {
  reckonedTickets,
  type ReportTicket,
  requireReckonable,
  secondsUntil,
} from "@/lib/reports/internal/report-tickets";

/**
 * How the service was in a time, of the customers the reader answers for: volume, first response, resolution, how promises
 * were kept, reminders, emergencies, satisfaction (ux.md "Reports").
 *
 * @throws AppError FORBIDDEN `reports.may_not_read`; INVALID_INPUT `reports.too_many_tickets`. Of a customer out of reach
 *   everything is nought.
 */
export async function getReport(actor: StaffActor, input: ReportInput, { now }: At): Promise<ReportView> {
  const scope = accessReports(actor);
  const period = periodOf(input);
  const question = { scope, accountId: input.accountId, start: period.start, end: period.end };
  await requireReckonable(question);
  const resolvedAt = await resolutions(question);
  return {
    bucket: period.bucket,
    resolved: resolvedAt.length,
    ...(await ticketFigures(question, period, { resolvedAt, now })),
    reminders: reminderFigures(await reminders(question)),
    emergencies: emergencyFigures(await emergencies(question)),
    satisfaction: satisfactionFigures(await scores(question)),
    customers: await reportCustomers(scope),
  };
}

const newTallies = () => ({ firstResponse: new PromiseTally(), resolution: new PromiseTally() });
type Tallies = ReturnType<typeof newTallies>;

function count(tallies: Tallies, ticket: ReportTicket): void {
  tallies.firstResponse.add(ticket.firstResponse, secondsUntil(ticket, ticket.firstRespondedAt));
  tallies.resolution.add(ticket.resolution, secondsUntil(ticket, ticket.resolvedAt));
}

const viewOf = ({ firstResponse, resolution }: Tallies) => ({
  firstResponse: firstResponse.view(),
  resolution: resolution.view(),
});

async function ticketFigures(
  question: ReportQuestion,
  period: Period,
  { resolvedAt, now }: { resolvedAt: Date[]; now: Date },
): Promise<Pick<ReportView, "created" | "volume" | "bySeverity" | "overall">> {
  const volume = new Map<string, VolumeView>(
    period.starts.map((start) => [start, { start, created: forEachSeverity(() => 0), resolved: 0 }]),
  );
  const overall = newTallies();
  const each = forEachSeverity(() => ({ created: 0, tallies: newTallies() }));
  let created = 0;
  for await (const tickets of reckonedTickets(question, now)) {
    for (const ticket of tickets) {
      created += 1;
      count(overall, ticket);
      const own = each[ticket.severity];
      own.created += 1;
      count(own.tallies, ticket);
      const bucket = volume.get(period.bucketOf(ticket.createdAt));
      if (bucket) bucket.created[ticket.severity] += 1;
    }
  }
  for (const at of resolvedAt) {
    const bucket = volume.get(period.bucketOf(at));
    if (bucket) bucket.resolved += 1;
  }
  const severityView = ({ created: total, tallies }: (typeof each)["s1"]) => ({
    created: total,
    ...viewOf(tallies),
  });
  return {
    created,
    volume: [...volume.values()],
    bySeverity: {
      s1: severityView(each.s1),
      s2: severityView(each.s2),
      s3: severityView(each.s3),
      s4: severityView(each.s4),
    },
    overall: viewOf(overall),
  };
}

const known = (rows: { seconds: number | null }[]): number[] =>
  rows.flatMap(({ seconds }) => (seconds === null ? [] : [seconds]));

function reminderFigures(rows: { presses: number; seconds: number | null }[]): ReportView["reminders"] {
  const seconds = known(rows);
  return {
    count: rows.length,
    presses: rows.reduce((sum, { presses }) => sum + presses, 0),
    answered: seconds.length,
    medianSeconds: median(seconds),
  };
}

function emergencyFigures(rows: { cancelled: boolean; seconds: number | null }[]): ReportView["emergencies"] {
  const seconds = known(rows);
  return {
    declared: rows.length,
    cancelled: rows.filter(({ cancelled }) => cancelled).length,
    medianSeconds: median(seconds),
    slowSeconds: slow(seconds),
  };
}

function satisfactionFigures(given: number[]): ReportView["satisfaction"] {
  const times = (score: number) => given.filter((one) => one === score).length;
  const sum = given.reduce((total, score) => total + score, 0);
  return {
    scores: [times(1), times(2), times(3), times(4), times(5)],
    average: given.length === 0 ? null : Math.round((sum / given.length) * 100) / 100,
  };
}
