import { prisma } from "@/lib/db/prisma";
import type { DemoPersonView } from "@/lib/identity/contract";
import { isDemo } from "@/lib/identity/demo-mode";

/** Those of the service team the demo's sign-in page offers; empty outside of the demo. */
export async function listDemoPeople(): Promise<DemoPersonView[]> {
  if (!(await isDemo(prisma()))) return [];
  const accounts = await prisma().staffAccount.findMany({
    where: { disabledAt: null },
    orderBy: { createdAt: "asc" },
    select: { personId: true, email: true, roles: true, person: { select: { name: true } } },
  });
  return accounts.map(({ personId, email, roles, person }) => ({
    id: personId,
    name: person.name,
    signIn: email,
    roles,
  }));
}
