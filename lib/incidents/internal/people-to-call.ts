import type { StaffRole } from "@/lib/actor/actor";
import type { Tx } from "@/lib/db/prisma";
import { availableStaff, onDuty, productLine } from "@/lib/duty/on-duty";

type Looking = {
  ticket: { productCode: string; planId: string; assigneeId: string | null };
  /** Who was called for this emergency before. */
  called: ReadonlySet<string>;
  now: Date;
};

const team: readonly StaffRole[] = ["engineer", "tam", "duty_lead", "manager"];

/**
 * Whom these targets mean at this moment, without doubles: who is on call is asked now, never when the emergency was
 * declared (edge-cases §6.10). Nobody whose account is disabled, and of those named by their part nobody on leave.
 */
export async function peopleToCall(tx: Tx, targets: readonly string[], looking: Looking): Promise<string[]> {
  const people = new Set<string>();
  for (const target of targets)
    for (const personId of await meantBy(tx, target, looking)) people.add(personId);
  return [...people].toSorted();
}

async function meantBy(tx: Tx, target: string, looking: Looking): Promise<readonly string[]> {
  const { ticket, now } = looking;
  switch (target) {
    case "on_call":
      return onCall(tx, looking);
    case "duty_lead":
      return onDutyAs(tx, "duty_lead", now);
    case "manager": {
      // Managers seldom have shifts.
      const managers = await onDutyAs(tx, "manager", now);
      return managers.length > 0 ? managers : availableStaff(tx, ["manager"], now);
    }
    case "assignee":
      return present(tx, ticket.assigneeId, now);
    case "tam":
    case "deputy": {
      const plan = await tx.supportPlan.findUniqueOrThrow({ where: { id: ticket.planId } });
      return present(tx, target === "tam" ? plan.tamId : plan.deputyId, now);
    }
    case "all_hands":
      return allHands(tx, now);
    default:
      return present(tx, target, now);
  }
}

const idsOf = (people: readonly { personId: string }[]): string[] => people.map(({ personId }) => personId);

async function onDutyAs(tx: Tx, kind: "duty_lead" | "manager", now: Date): Promise<string[]> {
  return idsOf(await onDuty(tx, { kind, now }));
}

/**
 * The engineers on call: of overlapping shifts for the ticket's product both. Where those were called already, or there are
 * none, one more: the least loaded for what the product falls back to, then of any product. When everybody on call was
 * called, they are called again.
 */
async function onCall(tx: Tx, { ticket, called, now }: Looking): Promise<string[]> {
  const again: string[] = [];
  // A product is always in its own line, so the first is the ticket's.
  const line: (string | null)[] = [...(await productLine(tx, ticket.productCode)), null];
  for (const [level, productCode] of line.entries()) {
    const product = productCode === null ? {} : { productCode };
    const people = idsOf(await onDuty(tx, { kind: "engineer", ...product, now }));
    const fresh = people.filter((personId) => !called.has(personId));
    if (fresh.length > 0) return level === 0 ? fresh : fresh.slice(0, 1);
    if (again.length === 0) again.push(...people);
  }
  return again;
}

async function present(tx: Tx, personId: string | null, now: Date): Promise<string[]> {
  if (personId === null) return [];
  const available = await availableStaff(tx, [...team, "operator", "auditor"], now);
  return available.includes(personId) ? [personId] : [];
}

/** Everybody who works on tickets; when all of them are on leave, on leave or not: the end is never silence. */
async function allHands(tx: Tx, now: Date): Promise<string[]> {
  const available = await availableStaff(tx, team, now);
  if (available.length > 0) return available;
  const accounts = await tx.staffAccount.findMany({
    where: { roles: { hasSome: [...team] }, disabledAt: null },
    select: { personId: true },
  });
  return idsOf(accounts);
}
