import type { AssumeRoleInput } from "@/lib/accounts/contract";
import { exchangeConsoleSession } from "@/lib/accounts/internal/open-console-session";
import type { ConsoleActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";

/**
 * Lets a RAM user act under a RAM role granted to it. The session is replaced by one that carries both, and so does
 * everything audited from then on.
 *
 * @throws AppError NOT_FOUND `accounts.role_not_granted` for a role that is disabled, another account's or not granted;
 *   UNAUTHENTICATED `identity.session_ended`.
 */
export async function assumeRole(
  actor: ConsoleActor,
  input: AssumeRoleInput,
  { now }: At,
): Promise<{ sessionId: string }> {
  const { principalId, accountId } = actor;
  return inTransaction(async (tx) => {
    // Held, so that who takes the role away, or switches it off, comes before, or ends the session that is opened here.
    const [grant] = await tx.$queryRaw<{ roleId: string }[]>`
      SELECT g.role_id AS "roleId" FROM role_grant g JOIN principal r ON r.id = g.role_id AND r.disabled_at IS NULL
      WHERE g.user_id = ${principalId}::uuid AND g.role_id = ${input.roleId}::uuid AND g.account_id = ${accountId}::uuid
      FOR SHARE`;
    if (!grant) throw new AppError("NOT_FOUND", "accounts.role_not_granted");
    const { roleId } = grant;
    return exchangeConsoleSession(tx, actor, { assumedRoleId: roleId, action: "ram_role.assumed" }, now);
  });
}
