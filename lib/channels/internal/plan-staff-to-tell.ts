import type { Tx } from "@/lib/db/prisma";

type StaffChoice = { personId: { in: string[] } } | { roles: { hasSome: ("duty_lead" | "manager")[] } };

async function enabledStaff(tx: Tx, choice: StaffChoice): Promise<string[]> {
  const accounts = await tx.staffAccount.findMany({
    where: { ...choice, disabledAt: null },
    select: { personId: true },
  });
  return accounts.map(({ personId }) => personId);
}

/** Who of the service team is told about a channel: TAM and deputy of its plan, or all duty leads and managers where it has neither. */
export async function planStaffToTell(tx: Tx, channelId: string): Promise<string[]> {
  const { plan } = await tx.channel.findUniqueOrThrow({
    where: { id: channelId },
    select: { plan: { select: { tamId: true, deputyId: true } } },
  });
  const named = [plan.tamId, plan.deputyId].filter((id) => id !== null);
  const ofPlan = await enabledStaff(tx, { personId: { in: named } });
  return ofPlan.length > 0 ? ofPlan : enabledStaff(tx, { roles: { hasSome: ["duty_lead", "manager"] } });
}
