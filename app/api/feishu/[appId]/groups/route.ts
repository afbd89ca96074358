import { listMyGroupsInput } from "@/lib/groups/contract";
import { listMyGroups } from "@/lib/groups/queries/list-my-groups";
import { route } from "@/lib/http/route";

export const GET = route("employee", listMyGroupsInput, listMyGroups);
