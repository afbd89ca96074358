import type { StaffNameView } from "@/lib/channels/contract";
import { readView } from "@/lib/errors/browser/read-view";

/** Under what a page of the desk holds how many ask for a service main group. */
export const mainGroupRequestsKey = ["channels", "main-group-requests"] as const;

/** How many requests wait for the reader; the desk asks it. */
export async function readMainGroupRequests(): Promise<{ count: number }> {
  return readView("/api/desk/main-group-requests");
}

/** Under what a page of the desk holds whom a plan can be given to. */
export const tamCandidatesKey = ["channels", "tam-candidates"] as const;

/** Whom a plan can be given to; the desk asks it. */
export async function readTamCandidates(): Promise<StaffNameView[]> {
  return readView("/api/desk/tam-candidates");
}
