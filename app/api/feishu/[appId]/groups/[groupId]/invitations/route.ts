import { route } from "@/lib/http/route";
import { listInvitationsInput } from "@/lib/invitations/contract";
import { listInvitations } from "@/lib/invitations/queries/list-invitations";

export const GET = route("employee", listInvitationsInput, listInvitations);
