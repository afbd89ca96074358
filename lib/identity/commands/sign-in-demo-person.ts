import type { At } from "@/lib/config/clock";
import { prisma } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { openStaffSession } from "@/lib/identity/internal/open-staff-session";
import type { DemoSignInInput } from "@/lib/identity/contract";
import { requireDemo } from "@/lib/identity/demo-mode";
import type { OpenedFrom } from "@/lib/identity/open-session";

/**
 * Signs somebody of the service team in with one click, in the demo alone.
 *
 * @throws AppError NOT_FOUND `identity.no_demo` outside of the demo, and for whom it does not know.
 */
export async function signInDemoPerson(
  input: DemoSignInInput,
  { now, userAgent }: At & OpenedFrom,
): Promise<{ sessionId: string }> {
  await requireDemo(prisma());
  const account = await prisma().staffAccount.findUnique({ where: { personId: input.id } });
  if (account?.disabledAt !== null) throw new AppError("NOT_FOUND", "identity.no_demo");
  const from = { method: "demo", now, userAgent: userAgent ?? null } as const;
  return inTransaction((tx) => openStaffSession(tx, account, from));
}
