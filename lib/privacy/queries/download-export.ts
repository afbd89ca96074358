import type { ConsoleActor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import { prisma } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { log } from "@/lib/log/logger";
import { accessDataJob } from "@/lib/privacy/access";
import type { DataJobIdInput } from "@/lib/privacy/contract";
import { storage } from "@/lib/storage/storage";

type ExportFile = {
  name: string;
  mediaType: "application/zip";
  size: number;
  bytes: ReadableStream<Uint8Array>;
};

/**
 * The file of an export, as it comes from the store. Asked for anew at each download, and each is recorded.
 *
 * @throws AppError NOT_FOUND `privacy.no_such_job` for a stranger, `privacy.export_gone` before it is written and after
 *   its time; NOT_FOUND `storage.no_such_file` if the store has lost it, which is logged as our fault.
 */
export async function downloadExport(
  actor: ConsoleActor,
  { jobId }: DataJobIdInput,
  { now }: At,
): Promise<ExportFile> {
  const job = await accessDataJob(prisma(), actor, jobId, "manage");
  const { accountId, storageKey, size, expiresAt } = job;
  if (job.status !== "done" || storageKey === null || expiresAt === null || expiresAt <= now)
    throw new AppError("NOT_FOUND", "privacy.export_gone");
  const bytes = await storage().read(storageKey);
  if (bytes === null) {
    const missing = new AppError("NOT_FOUND", "storage.no_such_file");
    log.error("exports.file_missing", missing, { jobId });
    throw missing;
  }
  await inTransaction((tx) =>
    recordAudit(tx, actor, {
      action: "account.export_downloaded",
      subjectType: "account",
      subjectId: accountId,
      accountId,
      details: { jobId },
      now,
    }),
  );
  const name = `account-export-${job.createdAt.toISOString().slice(0, 10)}.zip`;
  return { name, mediaType: "application/zip", size: Number(size), bytes };
}
