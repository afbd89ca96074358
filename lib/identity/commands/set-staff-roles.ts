import type { Actor, StaffRole } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { accessStaff } from "@/lib/identity/access";
import { announceRoles } from "@/lib/identity/announce-roles";
import { type SetStaffRolesInput, staffRoles } from "@/lib/identity/contract";
import { keepAnOperator } from "@/lib/identity/internal/keep-an-operator";
import { isOwn } from "@/lib/identity/policy";

/**
 * Changes what a member of the service team is. It holds from the commit on: every request reads the roles anew, and open
 * connections are asked again what they may hear. What they are already changes nothing.
 *
 * @throws AppError FORBIDDEN `identity.own_roles`; CONFLICT `identity.last_operator`; what `accessStaff` does.
 */
export async function setStaffRoles(
  actor: Actor,
  { email, roles }: SetStaffRolesInput,
  { now }: At,
): Promise<void> {
  await inTransaction(async (tx) => {
    const { personId } = await accessStaff(tx, actor, { email, now });
    if (isOwn(actor, personId)) throw new AppError("FORBIDDEN", "identity.own_roles");
    if (!roles.includes("operator")) await keepAnOperator(tx, personId);
    await tx.$queryRaw`SELECT FROM staff_account WHERE person_id = ${personId}::uuid FOR UPDATE`;
    const account = await tx.staffAccount.findUniqueOrThrow({ where: { personId } });
    const [before, after] = [account.roles, roles].map(inOrder);
    if (before === after) return;
    await tx.staffAccount.update({ where: { personId }, data: { roles } });
    await recordAudit(tx, actor, {
      action: "staff.roles_set",
      subjectType: "person",
      subjectId: personId,
      accountId: null,
      details: { roles: after ?? "" },
      before: { roles: before ?? "" },
      now,
    });
    await announceRoles(tx, personId);
  });
}

const inOrder = (roles: readonly StaffRole[]): string =>
  staffRoles.filter((role) => roles.includes(role)).join(",");
