import { exchangeConsoleSession } from "@/lib/accounts/internal/open-console-session";
import type { ConsoleActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";

/**
 * Returns from an assumed role to the RAM user who signed in; without one it changes nothing but the session.
 *
 * @throws AppError UNAUTHENTICATED `identity.session_ended`.
 */
export async function leaveRole(
  actor: ConsoleActor,
  _input: Record<string, never>,
  { now }: At,
): Promise<{ sessionId: string }> {
  return inTransaction((tx) =>
    exchangeConsoleSession(tx, actor, { assumedRoleId: null, action: "ram_role.left" }, now),
  );
}
