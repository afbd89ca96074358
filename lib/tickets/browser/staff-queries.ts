import { readView } from "@/lib/errors/browser/read-view";
import type { AssignableStaffView } from "@/lib/tickets/contract";

/** Under what a page of the desk holds whom a ticket can be given to. */
export const staffKey = ["tickets", "staff"] as const;

/** Whom a ticket can be given to; the desk asks it. */
export async function readAssignableStaff(): Promise<AssignableStaffView[]> {
  return readView("/api/desk/staff");
}
