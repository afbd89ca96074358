import { z } from "zod";
import { accessAccount } from "@/lib/accounts/access";
import { accountAlias } from "@/lib/accounts/contract";
import { planStateOf } from "@/lib/accounts/plan-state";
import type { Actor } from "@/lib/actor/actor";
import { namePlanStaff } from "@/lib/channels/internal/name-plan-staff";
import type { At } from "@/lib/config/clock";
import type { Tx } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { emailAddress } from "@/lib/identity/contract";

/** Who looks after a customer. A deputy that is not given stays who it was. */
export const setTamInput = z.object({
  alias: accountAlias,
  tam: emailAddress,
  deputy: emailAddress.optional(),
});
export type SetTamInput = z.output<typeof setTamInput>;

async function staffByEmail(tx: Tx, email: string): Promise<string> {
  const account = await tx.staffAccount.findUnique({
    where: { email },
    select: { personId: true, disabledAt: true },
  });
  if (!account || account.disabledAt !== null)
    throw new AppError("NOT_FOUND", "identity.no_such_staff", { details: { email } });
  return account.personId;
}

/**
 * Names the TAM (and deputy) of an account's support plan; they become members of its service main groups at once.
 *
 * @throws AppError NOT_FOUND `accounts.no_such_account`, `identity.no_such_staff`; FORBIDDEN
 *   `accounts.may_not_administer`; CONFLICT `accounts.no_plan`.
 */
export async function setTam(actor: Actor, input: SetTamInput, { now }: At): Promise<{ planId: string }> {
  return inTransaction(async (tx) => {
    const account = await accessAccount(tx, actor, { alias: input.alias }, "administer");
    const { plan } = await planStateOf(tx, account.id, now);
    if (plan === null) throw new AppError("CONFLICT", "accounts.no_plan");
    const tamId = await staffByEmail(tx, input.tam);
    const deputyId = input.deputy === undefined ? plan.deputyId : await staffByEmail(tx, input.deputy);
    await namePlanStaff(tx, actor, { id: plan.id, accountId: account.id }, { tamId, deputyId, now });
    return { planId: plan.id };
  });
}
