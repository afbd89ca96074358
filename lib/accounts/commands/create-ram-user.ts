import type { CreateRamUserInput } from "@/lib/accounts/contract";
import { createPrincipal } from "@/lib/accounts/internal/create-principal";
import type { Actor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { hashPassword } from "@/lib/identity/passwords";

/**
 * Makes a RAM user, who acts for the account and signs in to the console as `name@alias`.
 *
 * @throws AppError NOT_FOUND `accounts.no_such_account`; FORBIDDEN `accounts.may_not_administer`; CONFLICT
 *   `accounts.principal_name_taken`.
 */
export async function createRamUser(
  actor: Actor,
  input: CreateRamUserInput,
  { now }: At,
): Promise<{ principalId: string }> {
  const passwordHash = await hashPassword(input.password);
  return createPrincipal(
    actor,
    { alias: input.alias, name: input.name, kind: "ram_user", passwordHash },
    now,
  );
}
