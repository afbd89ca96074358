import type { Actor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import { newId } from "@/lib/db/new-id";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { defaultLocale } from "@/lib/i18n/locale";
import type { CreateStaffInput } from "@/lib/identity/contract";
import { hashPassword } from "@/lib/identity/passwords";
import { staffPolicy } from "@/lib/identity/policy";

/**
 * Makes a member of the service team who can sign in to the desk.
 *
 * @throws AppError FORBIDDEN `identity.may_not_administer`; CONFLICT `identity.email_taken`.
 */
export async function createStaff(
  actor: Actor,
  input: CreateStaffInput,
  { now }: At,
): Promise<{ personId: string; email: string }> {
  if (!staffPolicy.administer(actor)) throw new AppError("FORBIDDEN", "identity.may_not_administer");
  const passwordHash = await hashPassword(input.password);
  const { email, name } = input;
  const roles = [...new Set(input.roles)];
  return inTransaction(async (tx) => {
    const personId = newId();
    await tx.person.create({
      data: { id: personId, side: "service", name, locale: defaultLocale, createdAt: now },
    });
    const made = await tx.staffAccount.createMany({
      data: { id: newId(), personId, email, passwordHash, roles, createdAt: now },
      skipDuplicates: true,
    });
    if (made.count === 0) throw new AppError("CONFLICT", "identity.email_taken", { details: { email } });
    await recordAudit(tx, actor, {
      action: "staff.created",
      subjectType: "person",
      subjectId: personId,
      accountId: null,
      details: { roles: roles.join(",") },
      now,
    });
    return { personId, email };
  });
}
