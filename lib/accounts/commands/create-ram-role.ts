import type { CreateRamRoleInput } from "@/lib/accounts/contract";
import { createPrincipal } from "@/lib/accounts/internal/create-principal";
import type { Actor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";

/**
 * Makes a RAM role. Nobody signs in as a role: a RAM user it is granted to assumes it, and may then do what it may.
 *
 * @throws AppError CONFLICT `accounts.principal_name_taken`; FORBIDDEN `accounts.more_than_own`; what `accessPrincipals` does.
 */
export async function createRamRole(
  actor: Actor,
  input: CreateRamRoleInput,
  { now }: At,
): Promise<{ principalId: string }> {
  return createPrincipal(actor, { ...input, kind: "ram_role", passwordHash: null }, now);
}
