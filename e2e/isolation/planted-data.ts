import { prisma } from "@/lib/db/prisma";
import type { Scene } from "./scene";

/** An export of A that could be downloaded, if its file were there. */
export async function exportOfA({ a }: Scene): Promise<string> {
  const now = new Date();
  const kind = "account_export" as const;
  const known = await prisma().dataJob.findFirst({ where: { accountId: a.accountId, kind } });
  if (known) return known.id;
  const { id } = await prisma().dataJob.create({
    data: {
      id: crypto.randomUUID(),
      kind,
      accountId: a.accountId,
      status: "done",
      requestedByKind: "principal",
      storageKey: crypto.randomUUID(),
      size: 1,
      expiresAt: new Date(now.getTime() + 86_400_000),
      createdAt: now,
      finishedAt: now,
    },
  });
  return id;
}

/** The service team wrote of somebody of A whose data was deleted, in its notes on A's ticket. */
export async function findingOfA({ a }: Scene) {
  const kind = "person_deletion" as const;
  const known = await prisma().dataFinding.findFirst({ where: { job: { accountId: a.accountId, kind } } });
  if (known) return known;
  const now = new Date();
  const ticket = await prisma().ticket.findUniqueOrThrow({ where: { groupId: a.ticket.groupId } });
  const job = await prisma().dataJob.create({
    data: {
      id: crypto.randomUUID(),
      kind,
      accountId: a.accountId,
      personId: a.employees[0]?.personId ?? "",
      status: "done",
      requestedByKind: "principal",
      createdAt: now,
      finishedAt: now,
    },
  });
  const subjectId = crypto.randomUUID();
  return prisma().dataFinding.create({
    data: { jobId: job.id, subjectType: "message", subjectId, groupId: ticket.internalGroupId },
  });
}
