import type { Actor } from "@/lib/actor/actor";
import type { Tx } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";
import { staffPolicy } from "@/lib/identity/policy";
import { requireRecentSecondFactor } from "@/lib/identity/require-recent-second-factor";

/**
 * Shows that `actor` may change the service team's accounts now.
 *
 * @throws AppError FORBIDDEN `identity.may_not_administer`, `identity.second_factor_needed`.
 */
export async function requireAdministration(tx: Tx, actor: Actor, now: Date): Promise<void> {
  if (!staffPolicy.administer(actor)) throw new AppError("FORBIDDEN", "identity.may_not_administer");
  await requireRecentSecondFactor(tx, actor, now);
}

/**
 * The account with this address, once `actor` is shown to be allowed to change it: the only way from an address to one. Where
 * somebody's personal data is deleted, or is to be, there is none any more.
 *
 * @throws AppError NOT_FOUND `identity.no_such_staff`; what `requireAdministration` does.
 */
export async function accessStaff(tx: Tx, actor: Actor, { email, now }: { email: string; now: Date }) {
  await requireAdministration(tx, actor, now);
  const account = await tx.staffAccount.findUnique({ where: { email, dataJobs: { none: {} } } });
  if (!account) throw new AppError("NOT_FOUND", "identity.no_such_staff", { details: { email } });
  return account;
}
