"use server";

import { revalidatePath } from "next/cache";
import type { Result } from "@/lib/errors/result";
import { runAction } from "@/lib/http/run-action";
import { requestAccountExport } from "@/lib/privacy/commands/request-account-export";
import { requestPersonDeletion } from "@/lib/privacy/commands/request-person-deletion";
import { requestStaffDeletion } from "@/lib/privacy/commands/request-staff-deletion";
import { reviewDeskFinding } from "@/lib/privacy/commands/review-desk-finding";
import { reviewFinding } from "@/lib/privacy/commands/review-finding";
import { setRetention } from "@/lib/privacy/commands/set-retention";
import {
  requestAccountExportInput,
  requestPersonDeletionInput,
  requestStaffDeletionInput,
  reviewDeskFindingInput,
  reviewFindingInput,
  setRetentionInput,
} from "@/lib/privacy/contract";

/** Has everything of the account of who is at the console written into a file. */
export async function requestAccountExportAction(): Promise<Result<{ jobId: string }>> {
  return runAction("console", requestAccountExportInput, {}, requestAccountExport);
}

/** Has the personal data of one of the account's people deleted. */
export async function requestPersonDeletionAction(raw: unknown): Promise<Result<{ jobId: string }>> {
  return runAction("console", requestPersonDeletionInput, raw, requestPersonDeletion);
}

/** Sets how long the account keeps its conversations. */
export async function setRetentionAction(raw: unknown): Promise<Result<void>> {
  return runAction("console", setRetentionInput, raw, setRetention);
}

/** Notes that a place where others wrote of a deleted person was reviewed. */
export async function reviewFindingAction(raw: unknown): Promise<Result<void>> {
  return runAction("console", reviewFindingInput, raw, reviewFinding);
}

/** Has the personal data of one of the service team deleted: `personId`, `confirmation`. */
export async function requestStaffDeletionAction(raw: unknown): Promise<Result<{ jobId: string }>> {
  const result = await runAction("staff", requestStaffDeletionInput, raw, requestStaffDeletion);
  revalidatePath("/desk/staff");
  return result;
}

/** Notes at the desk that a place where the service team wrote of a deleted person was reviewed. */
export async function reviewDeskFindingAction(raw: unknown): Promise<Result<void>> {
  const result = await runAction("staff", reviewDeskFindingInput, raw, reviewDeskFinding);
  revalidatePath("/desk/findings");
  return result;
}
