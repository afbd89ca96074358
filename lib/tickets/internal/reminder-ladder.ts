import type { Db } from "@/lib/db/prisma";
import type { DutyKind } from "@/lib/duty/contract";
import { availableStaff, onDuty } from "@/lib/duty/on-duty";
import { type ReminderRung, reminderRungs } from "@/lib/tickets/contract";
import { isGone } from "@/lib/tickets/internal/is-gone";
import { TOP_RUNG } from "@/lib/tickets/reminder-rule";

type Ticket = { planId: string; groupId: string; assigneeId: string | null };
/** Who was told already, and when it is. */
type Asked = { told: ReadonlySet<string>; now: Date };

/** What a rung is called; beyond the top, where several managers are told, it is the top. */
export function rungName(rung: number): ReminderRung {
  return reminderRungs[Math.min(rung, TOP_RUNG)] ?? "manager";
}

/**
 * Whom a rung is told to at `now`, of those not told already: the engineer, in whose absence the duty lead; the duty lead;
 * the TAM, in whose absence the deputy; the manager on duty, or else every manager. Empty where there is nobody.
 */
export async function peopleAt(db: Db, rung: number, ticket: Ticket, asked: Asked): Promise<string[]> {
  const { told, now } = asked;
  const candidates: Record<ReminderRung, () => Promise<readonly string[]>> = {
    assignee: () => engineerOrLead(db, ticket, now),
    duty_lead: () => idsOnDuty(db, "duty_lead", now),
    tam: () => tamOrDeputy(db, ticket.planId, now),
    manager: () => managers(db, asked),
  };
  const name = rungName(rung);
  const fresh = (await candidates[name]()).filter((personId) => !told.has(personId));
  return name === "manager" ? fresh : fresh.slice(0, 1);
}

async function idsOnDuty(db: Db, kind: DutyKind, now: Date): Promise<string[]> {
  return (await onDuty(db, { kind, now })).map(({ personId }) => personId);
}

async function engineerOrLead(db: Db, { assigneeId, groupId }: Ticket, now: Date): Promise<string[]> {
  const leads = await idsOnDuty(db, "duty_lead", now);
  if (assigneeId === null || (await isGone(db, { personId: assigneeId, groupId, now }))) return leads;
  const engineers = await idsOnDuty(db, "engineer", now);
  // Who is off their shift is told all the same where nobody leads: better late than nobody.
  return (await worksInShifts(db, assigneeId)) && !engineers.includes(assigneeId)
    ? [...leads, assigneeId]
    : [assigneeId];
}

/** A TAM or a lead who took a ticket has no shifts as engineer, and is there whenever they are not on leave. */
async function worksInShifts(db: Db, personId: string): Promise<boolean> {
  const account = await db.staffAccount.findUnique({ where: { personId }, select: { roles: true } });
  return account?.roles.includes("engineer") === true;
}

async function tamOrDeputy(db: Db, planId: string, now: Date): Promise<string[]> {
  const { tamId, deputyId } = await db.supportPlan.findUniqueOrThrow({
    where: { id: planId },
    select: { tamId: true, deputyId: true },
  });
  const available = new Set(await availableStaff(db, ["tam", "engineer", "duty_lead", "manager"], now));
  return [tamId, deputyId].flatMap((personId) =>
    personId !== null && available.has(personId) ? [personId] : [],
  );
}

async function managers(db: Db, { told, now }: Asked): Promise<string[]> {
  const onShift = (await idsOnDuty(db, "manager", now)).find((personId) => !told.has(personId));
  return onShift === undefined ? availableStaff(db, ["manager"], now) : [onShift];
}
