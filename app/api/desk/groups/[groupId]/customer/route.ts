import { getCustomerCard } from "@/lib/desk/queries/get-customer-card";
import { groupIdInput } from "@/lib/groups/contract";
import { route } from "@/lib/http/route";

export const GET = route("staff", groupIdInput, getCustomerCard);
