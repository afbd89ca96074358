import { groupIdInput } from "@/lib/groups/contract";
import { listMembers } from "@/lib/groups/queries/list-members";
import { route } from "@/lib/http/route";

export const GET = route("staff", groupIdInput, listMembers);
