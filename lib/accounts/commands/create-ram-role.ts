import type { CreateRamRoleInput } from "@/lib/accounts/contract";
import { createPrincipal } from "@/lib/accounts/internal/create-principal";
import type { Actor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";

/**
 * Makes a RAM role. Nobody signs in as a role: a RAM user it is granted to assumes it.
 *
 * @throws AppError NOT_FOUND `accounts.no_such_account`; FORBIDDEN `accounts.may_not_administer`; CONFLICT
 *   `accounts.principal_name_taken`.
 */
export async function createRamRole(
  actor: Actor,
  input: CreateRamRoleInput,
  { now }: At,
): Promise<{ principalId: string }> {
  return createPrincipal(actor, { ...input, kind: "ram_role", passwordHash: null }, now);
}
