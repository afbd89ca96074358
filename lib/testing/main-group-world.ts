import type { StaffActor } from "@/lib/actor/actor";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { aCustomer, anEngineer, type Customer } from "@/lib/testing/conversation-world";

/** A customer without a main group, and who looks after its plan. */
export async function aServedCustomer(options: Parameters<typeof aCustomer>[0] = {}) {
  const customer = await aCustomer(options);
  const [tam, deputy] = [await anEngineer("Zhao Min", ["tam"]), await anEngineer("Li Wei", ["tam"])];
  await nameStaff(customer, tam, deputy);
  return { customer, tam, deputy };
}

/** Names who looks after a customer's plan, as a row: no group hears of it. */
export async function nameStaff(
  { planId }: Customer,
  tam: StaffActor | null,
  deputy: StaffActor | null,
): Promise<void> {
  await prisma().supportPlan.update({
    where: { id: planId },
    data: { tamId: tam?.personId ?? null, deputyId: deputy?.personId ?? null },
  });
}

/** Who is in the channel's main groups: role and way in by person. */
export async function membersOfMainGroup({ channelId }: Customer): Promise<Record<string, string>> {
  const members = await prisma().groupMember.findMany({
    where: { group: { channelId, kind: "main" }, leftAt: null },
    select: { personId: true, role: true, joinedVia: true },
  });
  return Object.fromEntries(
    members.map(({ personId, role, joinedVia }) => [personId, `${role} ${joinedVia}`]),
  );
}

/** The audited actions of a customer in order, with their details. */
export async function auditOf({ accountId }: Customer): Promise<{ action: string; details: unknown }[]> {
  return prisma().auditEvent.findMany({
    where: { accountId },
    select: { action: true, details: true },
    orderBy: { id: "asc" },
  });
}

/** Who is to be told of requests by mail, by the jobs that wait. */
export async function toldPersons({ channelId }: Customer): Promise<string[]> {
  const requests = await prisma().mainGroupRequest.findMany({ where: { channelId }, select: { id: true } });
  const { rows } = await pool().query<{ key: string }>(
    "SELECT key FROM graphile_worker.jobs WHERE task_identifier = 'tell-main-group-request'",
  );
  const keys = rows.map(({ key }) => key.split(":"));
  return requests
    .flatMap(({ id }) => keys.flatMap(([, requestId, personId = ""]) => (requestId === id ? [personId] : [])))
    .toSorted();
}
