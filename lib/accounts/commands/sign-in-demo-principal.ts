import { openConsoleSession } from "@/lib/accounts/internal/open-console-session";
import type { At } from "@/lib/config/clock";
import { prisma } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import type { DemoSignInInput } from "@/lib/identity/contract";
import { requireDemo } from "@/lib/identity/demo-mode";
import type { OpenedFrom } from "@/lib/identity/open-session";

/**
 * Signs in to the console with one click, in the demo alone.
 *
 * @throws AppError NOT_FOUND `identity.no_demo` outside of the demo, and for whom it does not know.
 */
export async function signInDemoPrincipal(
  input: DemoSignInInput,
  { now, userAgent = null }: At & OpenedFrom,
): Promise<{ sessionId: string }> {
  await requireDemo(prisma());
  const principal = await prisma().principal.findFirst({
    where: { id: input.id, kind: { in: ["primary", "ram_user"] }, disabledAt: null },
    select: { id: true, accountId: true },
  });
  if (!principal) throw new AppError("NOT_FOUND", "identity.no_demo");
  const { id, accountId } = principal;
  return inTransaction((tx) =>
    openConsoleSession(
      tx,
      {
        principalId: id,
        accountId,
        assumedRoleId: null,
        action: "session.opened",
        method: "demo",
        userAgent,
      },
      now,
    ),
  );
}
