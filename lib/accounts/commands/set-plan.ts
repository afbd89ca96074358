import { accessAccount } from "@/lib/accounts/access";
import type { PlanStateView, SetPlanInput } from "@/lib/accounts/contract";
import { planStateOf } from "@/lib/accounts/plan-state";
import type { Actor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import { newId } from "@/lib/db/new-id";
import { inTransaction } from "@/lib/db/transaction";

type Terms = Pick<SetPlanInput, "tier" | "validFrom" | "validTo">;

const inWords = ({ tier, validFrom, validTo }: Terms) => ({
  tier,
  validFrom: validFrom.toISOString(),
  validTo: validTo.toISOString(),
});

/**
 * Sets the Enterprise Support Plan of an account: makes its first one, or changes tier and dates of the one it has.
 * A renewal is the same plan, so its channels, main groups and TAM stay.
 *
 * @throws AppError NOT_FOUND `accounts.no_such_account`; FORBIDDEN `accounts.may_not_administer`.
 */
export async function setPlan(actor: Actor, input: SetPlanInput, { now }: At): Promise<PlanStateView> {
  return inTransaction(async (tx) => {
    const account = await accessAccount(tx, actor, { alias: input.alias }, "administer");
    // Two at once would each make a first plan.
    await tx.$queryRaw`SELECT id FROM account WHERE id = ${account.id}::uuid FOR NO KEY UPDATE`;
    const { tier, validFrom, validTo } = input;
    const latest = await tx.supportPlan.findFirst({
      where: { accountId: account.id },
      orderBy: { validTo: "desc" },
      select: { id: true, tier: true, validFrom: true, validTo: true },
    });
    const planId = latest?.id ?? newId();
    await tx.supportPlan.upsert({
      where: { id: planId },
      create: { id: planId, accountId: account.id, tier, validFrom, validTo, createdAt: now },
      update: { tier, validFrom, validTo },
    });
    await recordAudit(tx, actor, {
      action: latest ? "plan.changed" : "plan.created",
      subjectType: "support_plan",
      subjectId: planId,
      accountId: account.id,
      details: inWords(input),
      before: latest ? inWords(latest) : undefined,
      now,
    });
    return planStateOf(tx, account.id, now);
  });
}
