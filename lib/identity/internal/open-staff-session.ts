import type { StaffRole } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import { inTransaction } from "@/lib/db/transaction";
import { openSession } from "@/lib/identity/open-session";

/** Opens a session of the service team and records how its owner proved who they are. */
export async function openStaffSession(
  { personId, roles }: { personId: string; roles: StaffRole[] },
  method: "password" | "demo",
  now: Date,
): Promise<{ sessionId: string }> {
  return inTransaction(async (tx) => {
    const { sessionId } = await openSession(tx, { door: "staff", personId }, { now });
    const actor = { kind: "staff", personId, roles, sessionId } as const;
    await recordAudit(tx, actor, {
      action: "session.opened",
      subjectType: "session",
      subjectId: sessionId,
      accountId: null,
      details: { door: "staff", method },
      now,
    });
    return { sessionId };
  });
}
