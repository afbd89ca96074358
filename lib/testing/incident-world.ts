import type { EmployeeActor, StaffActor } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";
import { declareIncident } from "@/lib/incidents/commands/declare-incident";
import { decideSteps } from "@/lib/incidents/commands/decide-steps";
import { lapseAcknowledgement } from "@/lib/incidents/commands/lapse-acknowledgement";
import { declareIncidentInput } from "@/lib/incidents/contract";
import { listLapsesDue, listStepsDue } from "@/lib/incidents/queries/list-incidents-due";
import { anEngineer } from "@/lib/testing/conversation-world";
import { aShift, withSkills } from "@/lib/testing/duty-world";
import { aSupportedCustomer, aTicket, type SupportedCustomer } from "@/lib/testing/ticket-world";

const DAY = 24 * 60 * 60 * 1_000;
const MINUTE = 60_000;
export const system = { kind: "system", name: "test" } as const;

/** The service team of one test, each part of the default chain taken. */
export type Team = {
  customer: SupportedCustomer;
  /** The ticket's engineer, who is on call for its product. */
  engineer: StaffActor;
  /** On call for another product. */
  second: StaffActor;
  lead: StaffActor;
  tam: StaffActor;
  deputy: StaffActor;
  manager: StaffActor;
  /** Not on duty. */
  offDuty: StaffActor;
};

/** Sends home everybody of earlier tests: of the service team only who is made from now on can be called. */
export async function dismissTeam(): Promise<void> {
  await prisma().shift.deleteMany();
  await prisma().staffAccount.updateMany({ data: { disabledAt: new Date() } });
  await prisma().pagingWebhook.deleteMany({ where: { pages: { none: {} } } });
  await prisma().pagingWebhook.updateMany({ data: { disabledAt: new Date() } });
}

/** A customer and the whole service team, all shifts from yesterday until tomorrow. */
export async function aTeam(): Promise<Team> {
  const customer = await aSupportedCustomer();
  const shift = { startsAt: new Date(Date.now() - DAY), endsAt: new Date(Date.now() + DAY) };
  const second = await withSkills(await anEngineer("Second"), []);
  await aShift(second, shift);
  const lead = await anEngineer("Lead", ["duty_lead"]);
  await aShift(lead, { kind: "duty_lead", ...shift });
  const manager = await anEngineer("Manager", ["manager"]);
  const deputy = await anEngineer("Deputy", ["tam"]);
  await prisma().supportPlan.update({
    where: { id: customer.planId },
    data: { deputyId: deputy.personId },
  });
  const { engineer, tam } = customer;
  return { customer, engineer, second, lead, tam, deputy, manager, offDuty: await anEngineer("Off duty") };
}

type Pressing = { actor?: EmployeeActor; now?: Date } & Record<string, unknown>;

/** Presses Emergency in a ticket. */
export async function press(ticket: { id: string; accountId: string }, team: Team, given: Pressing = {}) {
  const { actor = team.customer.employees[0], now = new Date(), ...fields } = given;
  const input = declareIncidentInput.parse({
    ticketId: ticket.id,
    reason: "business_unavailable",
    impact: "All orders fail",
    ...fields,
  });
  return declareIncident(actor, input, { now });
}

/** An emergency of a new ticket, with its team; declared at `start`. */
export async function anEmergency({
  start = new Date(),
  given = {},
}: { start?: Date; given?: Pressing } = {}) {
  const team = await aTeam();
  const ticket = await aTicket(team.customer, { now: start });
  const { incidentId } = await press(ticket, team, { now: start, ...given });
  const minutes = (count: number): Date => new Date(start.getTime() + count * MINUTE);
  return { team, ticket, incidentId, minutes, start };
}

/** Has the worker look once, at `now`. */
export async function sweepIncidents(now: Date): Promise<void> {
  for (const incidentId of await listLapsesDue({ now }, 100))
    await lapseAcknowledgement(system, { incidentId }, { now });
  for (const incidentId of await listStepsDue({ now }, 100))
    await decideSteps(system, { incidentId }, { now });
}

/** An emergency's row as it is now. */
export async function incidentOf(id: string) {
  return prisma().incident.findUniqueOrThrow({ where: { id } });
}

/** The kinds of an emergency's events, in order. */
export async function historyOf(incidentId: string): Promise<string[]> {
  const events = await prisma().incidentEvent.findMany({
    where: { incidentId },
    orderBy: { version: "asc" },
  });
  return events.map(({ type }) => type);
}

/** The outcomes of an emergency's steps, in order; null for what is not decided. */
export async function outcomesOfSteps(incidentId: string): Promise<(string | null)[]> {
  const steps = await prisma().escalationStep.findMany({
    where: { incidentId },
    orderBy: { position: "asc" },
  });
  return steps.map(({ outcome }) => outcome);
}

/** Whom the step at this position called, by name, in the order of the alphabet. */
export async function calledBy(incidentId: string, position: number): Promise<string[]> {
  const pages = await prisma().page.findMany({
    where: { incidentId, via: "desk", step: { position } },
    include: { person: true },
  });
  return pages.map(({ person }) => person?.name ?? "").toSorted();
}
