import { route } from "@/lib/http/route";
import { listAssignableStaffInput } from "@/lib/tickets/contract";
import { listAssignableStaff } from "@/lib/tickets/queries/list-assignable-staff";

export const GET = route("staff", listAssignableStaffInput, listAssignableStaff);
