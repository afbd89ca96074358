import { prisma } from "@/lib/db/prisma";
import { storage } from "@/lib/storage/storage";

/**
 * Deletes the files of an account's exports, in which stands what was deleted since, and has those that are being written
 * begin anew: their worker loses its lease with the next sign of life.
 */
export async function discardExports(accountId: string, now: Date): Promise<void> {
  const exports = { accountId, kind: "account_export" } as const;
  await prisma().dataJob.updateMany({
    where: { ...exports, status: "running" },
    data: { status: "waiting", leasedUntil: null },
  });
  const done = await prisma().dataJob.findMany({
    where: { ...exports, status: "done", storageKey: { not: null } },
    select: { id: true, storageKey: true },
  });
  for (const { id, storageKey } of done) await discardExport({ id, storageKey }, now);
}

/** Deletes the file of an export; a download that has begun ends as the store lets it. */
export async function discardExport(
  { id, storageKey }: { id: string; storageKey: string | null },
  now: Date,
): Promise<void> {
  if (storageKey === null) return;
  await prisma().dataJob.updateMany({
    where: { id, expiresAt: { gt: now } },
    data: { expiresAt: now },
  });
  await storage().remove(storageKey);
  await prisma().dataJob.updateMany({ where: { id, storageKey }, data: { storageKey: null } });
}
