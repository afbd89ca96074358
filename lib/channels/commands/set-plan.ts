import { accessAccount } from "@/lib/accounts/access";
import type { PlanStateView, SetPlanInput } from "@/lib/accounts/contract";
import { planStateOf } from "@/lib/accounts/plan-state";
import type { Actor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import { newId } from "@/lib/db/new-id";
import type { Tx } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { settleMainGroup } from "@/lib/groups/settle-main-group";
import { log } from "@/lib/log/logger";
import { settleTicket } from "@/lib/tickets/commands/settle-ticket";
import { listUnsettledTickets } from "@/lib/tickets/queries/list-unsettled-tickets";

type Terms = Pick<SetPlanInput, "tier" | "validFrom" | "validTo">;

const inWords = ({ tier, validFrom, validTo }: Terms) => ({
  tier,
  validFrom: validFrom.toISOString(),
  validTo: validTo.toISOString(),
});

/**
 * Sets the Enterprise Support Plan of an account: makes its first one, or changes tier and dates of the one it has.
 * A renewal is the same plan, so its channels, main groups and TAM stay, and what its end archived is open again at once.
 *
 * @throws AppError NOT_FOUND `accounts.no_such_account`; FORBIDDEN `accounts.may_not_administer`.
 */
export async function setPlan(actor: Actor, input: SetPlanInput, { now }: At): Promise<PlanStateView> {
  const set = await inTransaction(async (tx) => {
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
    await settleGroups(tx, planId, now);
    return { planId, state: await planStateOf(tx, account.id, now) };
  });
  await settleTickets(set.planId, now);
  return set.state;
}

async function settleGroups(tx: Tx, planId: string, now: Date): Promise<void> {
  const groups = await tx.group.findMany({
    where: { planId, kind: "main" },
    select: { id: true },
    orderBy: { id: "asc" }, // the order in which everybody locks
  });
  for (const { id } of groups) await settleMainGroup(tx, id, now);
}

/** So many tickets at once; the sweep has the rest within seconds. */
const TICKETS = 500;

/** Each in a transaction of its own, as `refreshPlanClocks`: what was interrupted is done by the sweep. */
async function settleTickets(planId: string, now: Date): Promise<void> {
  for (const ticketId of await listUnsettledTickets({ now }, TICKETS, planId))
    await settleTicket({ kind: "system", name: "plans" }, { ticketId }, { now }).catch((thrown: unknown) =>
      log.error("tickets.settle_failed", thrown, { ticketId }),
    );
}
