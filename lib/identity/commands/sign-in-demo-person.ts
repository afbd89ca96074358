import type { At } from "@/lib/config/clock";
import { prisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";
import { openStaffSession } from "@/lib/identity/internal/open-staff-session";
import type { DemoSignInInput } from "@/lib/identity/contract";
import { requireDemo } from "@/lib/identity/demo-mode";

/**
 * Signs somebody of the service team in with one click, in the demo alone.
 *
 * @throws AppError NOT_FOUND `identity.no_demo` outside of the demo, and for whom it does not know.
 */
export async function signInDemoPerson(input: DemoSignInInput, { now }: At): Promise<{ sessionId: string }> {
  await requireDemo(prisma());
  const account = await prisma().staffAccount.findUnique({ where: { personId: input.id } });
  if (account?.disabledAt !== null) throw new AppError("NOT_FOUND", "identity.no_demo");
  return openStaffSession(account, "demo", now);
}
