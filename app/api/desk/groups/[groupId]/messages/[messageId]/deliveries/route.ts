import { route } from "@/lib/http/route";
import { mentionDeliveriesInput } from "@/lib/notifications/contract";
import { listMentionDeliveries } from "@/lib/notifications/queries/list-mention-deliveries";

export const GET = route("staff", mentionDeliveriesInput, listMentionDeliveries);
