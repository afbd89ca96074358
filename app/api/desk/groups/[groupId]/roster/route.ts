import { groupIdInput } from "@/lib/groups/contract";
import { getRoster } from "@/lib/groups/queries/get-roster";
import { route } from "@/lib/http/route";

export const GET = route("staff", groupIdInput, getRoster);
