import { z } from "zod";
import { accessAccount } from "@/lib/accounts/access";
import { accountAlias } from "@/lib/accounts/contract";
import { planStateOf } from "@/lib/accounts/plan-state";
import type { Actor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { serviceCalendarSchema } from "@/lib/duty/service-calendar";
import { AppError } from "@/lib/errors/app-error";
import { refreshPlanClocks } from "@/lib/tickets/internal/refresh-plan-clocks";
import { type SlaTargets, slaTargetsSchema } from "@/lib/tickets/sla-targets";

/** What an account's plan promises from now on. */
export const setSlaPolicyInput = z.strictObject(
  { alias: accountAlias, calendar: serviceCalendarSchema, targets: slaTargetsSchema },
  "tickets.sla_policy_malformed",
);
export type SetSlaPolicyInput = z.output<typeof setSlaPolicyInput>;

function inWords({ firstResponse, nextUpdate, resolution }: SlaTargets["s1"]): string {
  return [firstResponse, nextUpdate, resolution]
    .map(({ minutes, aroundTheClock }) => `${minutes} ${aroundTheClock ? "minutes" : "service minutes"}`)
    .join(", ");
}

function termsOf({ calendar, targets }: Pick<SetSlaPolicyInput, "calendar" | "targets">) {
  return {
    zone: calendar.zone,
    exceptions: calendar.exceptions.length,
    s1: inWords(targets.s1),
    s2: inWords(targets.s2),
    s3: inWords(targets.s3),
    s4: inWords(targets.s4),
  };
}

/** What was promised before; nothing is told of a policy of a form this version does not know. */
function storedTerms(policy: { calendar: unknown; targets: unknown }) {
  const stored = z.object({ calendar: serviceCalendarSchema, targets: slaTargetsSchema }).safeParse(policy);
  return stored.success ? termsOf(stored.data) : undefined;
}

/**
 * Sets the service calendar and the targets of an account's support plan. Its open tickets are reckoned by them at once, from
 * their creation; what was breached by the old ones may not be any more, and the other way round.
 *
 * @throws AppError NOT_FOUND `accounts.no_such_account`; FORBIDDEN `accounts.may_not_administer`; CONFLICT `accounts.no_plan`.
 */
export async function setSlaPolicy(
  actor: Actor,
  { alias, calendar, targets }: SetSlaPolicyInput,
  { now }: At,
): Promise<{ openTickets: number }> {
  const planId = await inTransaction(async (tx) => {
    const account = await accessAccount(tx, actor, { alias }, "administer");
    const { plan } = await planStateOf(tx, account.id, now);
    if (plan === null) throw new AppError("CONFLICT", "accounts.no_plan");
    const latest = await tx.slaPolicy.findUnique({ where: { planId: plan.id } });
    const policy = { calendar, targets, updatedAt: now };
    await tx.slaPolicy.upsert({
      where: { planId: plan.id },
      create: { planId: plan.id, ...policy },
      update: policy,
    });
    await recordAudit(tx, actor, {
      action: "plan.sla_set",
      subjectType: "support_plan",
      subjectId: plan.id,
      accountId: account.id,
      details: termsOf({ calendar, targets }),
      before: latest ? storedTerms(latest) : undefined,
      now,
    });
    return plan.id;
  });
  return { openTickets: await refreshPlanClocks(planId, now) };
}
