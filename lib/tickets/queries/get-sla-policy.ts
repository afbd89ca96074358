import { accessAccount } from "@/lib/accounts/access";
import type { AccountAliasInput } from "@/lib/accounts/contract";
import { planStateOf } from "@/lib/accounts/plan-state";
import type { Actor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { prisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";
import { slaPolicyOf } from "@/lib/tickets/queries/sla-policy-of";
import type { SlaPolicy } from "@/lib/tickets/sla-targets";

/**
 * What an account's support plan promises now.
 *
 * @throws AppError NOT_FOUND `accounts.no_such_account`; FORBIDDEN `accounts.may_not_administer`; CONFLICT `accounts.no_plan`.
 */
export async function getSlaPolicy(
  actor: Actor,
  { alias }: AccountAliasInput,
  { now }: At,
): Promise<SlaPolicy> {
  const account = await accessAccount(prisma(), actor, { alias }, "administer");
  const { plan } = await planStateOf(prisma(), account.id, now);
  if (plan === null) throw new AppError("CONFLICT", "accounts.no_plan");
  return slaPolicyOf(prisma(), plan.id);
}
