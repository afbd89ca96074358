import type { CreateRamUserInput } from "@/lib/accounts/contract";
import { createPrincipal } from "@/lib/accounts/internal/create-principal";
import type { Actor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { hashPassword } from "@/lib/identity/passwords";

/**
 * Makes a RAM user, who acts for the account and signs in to the console as `name@alias`.
 *
 * @throws AppError CONFLICT `accounts.principal_name_taken`; FORBIDDEN `accounts.more_than_own`; what `accessPrincipals` does.
 */
export async function createRamUser(
  actor: Actor,
  { password, ...input }: CreateRamUserInput,
  { now }: At,
): Promise<{ principalId: string }> {
  const passwordHash = await hashPassword(password);
  return createPrincipal(actor, { ...input, kind: "ram_user", passwordHash }, now);
}
