import type { StaffActor } from "@/lib/actor/actor";
import { outsideAvailability } from "@/lib/channels/internal/outside-availability";
import type { Db } from "@/lib/db/prisma";

/** Accounts with what the groups page shows of them; of memberships only the actor's own. */
export async function customerRows(db: Db, actor: StaffActor, accountIds: readonly string[]) {
  const person = { select: { id: true, name: true } };
  return db.account.findMany({
    where: { id: { in: [...accountIds] } },
    select: {
      id: true,
      name: true,
      alias: true,
      supportPlans: {
        select: {
          id: true,
          tier: true,
          validFrom: true,
          validTo: true,
          tamId: true,
          deputyId: true,
          tam: person,
          deputy: person,
        },
        orderBy: [{ validTo: "desc" }, { id: "asc" }],
      },
      channels: {
        select: {
          id: true,
          planId: true,
          accountId: true,
          appId: true,
          organizationName: true,
          status: true,
          brokenReason: true,
          checks: true,
          checkedAt: true,
          secretEnding: true,
          identities: { where: outsideAvailability, select: { id: true } },
          mainGroupEntry: true,
          groups: {
            where: { kind: "main" },
            select: {
              id: true,
              planId: true,
              archivedAt: true,
              members: {
                where: { personId: actor.personId, leftAt: null },
                select: { personId: true },
              },
            },
          },
          mainGroupRequests: {
            where: { answeredAt: null },
            select: { requestedAt: true, person: { select: { name: true } } },
          },
        },
        orderBy: [{ createdAt: "asc" }, { id: "asc" }],
      },
    },
  });
}

export type CustomerRow = Awaited<ReturnType<typeof customerRows>>[number];
