import type { PlanStateView } from "@/lib/accounts/contract";
import { planStateOf } from "@/lib/accounts/plan-state";
import type { ConsoleActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { prisma } from "@/lib/db/prisma";

/** Whether the account of who is at the console is entitled to service now. */
export async function getPlanState(
  actor: ConsoleActor,
  _input: Record<string, never>,
  { now }: At,
): Promise<PlanStateView> {
  return planStateOf(prisma(), actor.accountId, now);
}
