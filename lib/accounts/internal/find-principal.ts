import { accessAccount } from "@/lib/accounts/access";
import type { ResetPrincipalInput } from "@/lib/accounts/contract";
import type { Actor } from "@/lib/actor/actor";
import type { Tx } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";

/** The principal an operator names: a RAM user, or without `user` the primary account. A RAM role is nobody who signs in. */
export async function findPrincipal(
  tx: Tx,
  actor: Actor,
  { alias, user }: ResetPrincipalInput,
): Promise<{ accountId: string; principalId: string }> {
  const { id: accountId } = await accessAccount(tx, actor, { alias }, "administer");
  const which = user === undefined ? { kind: "primary" as const } : { kind: "ram_user" as const, name: user };
  const principal = await tx.principal.findFirst({ where: { accountId, ...which }, select: { id: true } });
  if (!principal)
    throw new AppError("NOT_FOUND", "accounts.no_such_ram_user", { details: { name: user ?? alias } });
  return { accountId, principalId: principal.id };
}
