import type { Actor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import { newId } from "@/lib/db/new-id";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { defaultLocale } from "@/lib/i18n/locale";
import { requireAdministration } from "@/lib/identity/access";
import type { CreateStaffInput } from "@/lib/identity/contract";
import { requireOidcSettings } from "@/lib/identity/oidc-settings";
import { hashPassword } from "@/lib/identity/passwords";
import { staffPolicy } from "@/lib/identity/policy";

/**
 * Makes a member of the service team who can sign in to the desk; without a password by OpenID Connect alone.
 *
 * @throws AppError FORBIDDEN `identity.may_not_administer`, `identity.second_factor_needed`; NOT_FOUND `identity.oidc_not_configured` without a password where
 *   there is no other way in; CONFLICT `identity.email_taken`.
 */
export async function createStaff(
  actor: Actor,
  input: CreateStaffInput,
  { now }: At,
): Promise<{ personId: string; email: string }> {
  if (!staffPolicy.administer(actor)) throw new AppError("FORBIDDEN", "identity.may_not_administer");
  if (input.password === undefined) requireOidcSettings("staff");
  const passwordHash = input.password === undefined ? null : await hashPassword(input.password);
  const { email, name, roles } = input;
  return inTransaction(async (tx) => {
    await requireAdministration(tx, actor, now);
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
      details: { roles: roles.join(","), method: passwordHash === null ? "oidc" : "password" },
      now,
    });
    return { personId, email };
  });
}
