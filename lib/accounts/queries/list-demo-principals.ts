import type { DemoPrincipalView } from "@/lib/accounts/contract";
import { prisma } from "@/lib/db/prisma";

import { isDemo } from "@/lib/identity/demo-mode";

/** Those the demo's console sign-in page offers; empty outside of the demo. */
export async function listDemoPrincipals(): Promise<DemoPrincipalView[]> {
  if (!(await isDemo(prisma()))) return [];
  const principals = await prisma().principal.findMany({
    where: { kind: { in: ["primary", "ram_user"] }, disabledAt: null },
    orderBy: { createdAt: "asc" },
    select: { id: true, name: true, kind: true, account: { select: { name: true, alias: true } } },
  });
  return principals.map(({ id, name, kind, account }) => ({
    id,
    name: account.name,
    signIn: kind === "primary" ? account.alias : `${name}@${account.alias}`,
    kind: kind === "primary" ? "primary" : "ram_user",
  }));
}
