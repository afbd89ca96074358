import type { Actor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { accessStaff } from "@/lib/identity/access";
import type { StaffEmailInput } from "@/lib/identity/contract";

/**
 * Lets a member of the service team who was switched off sign in again; of one who is on it changes nothing.
 *
 * @throws what `accessStaff` does.
 */
export async function enableStaff(actor: Actor, { email }: StaffEmailInput, { now }: At): Promise<void> {
  await inTransaction(async (tx) => {
    const { personId } = await accessStaff(tx, actor, { email, now });
    const changed = await tx.staffAccount.updateMany({
      where: { personId, disabledAt: { not: null } },
      data: { disabledAt: null },
    });
    if (changed.count === 0) return;
    await recordAudit(tx, actor, {
      action: "staff.enabled",
      subjectType: "person",
      subjectId: personId,
      accountId: null,
      now,
    });
  });
}
