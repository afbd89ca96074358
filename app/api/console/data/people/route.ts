import { route } from "@/lib/http/route";
import { listAccountPeopleInput } from "@/lib/privacy/contract";
import { listAccountPeople } from "@/lib/privacy/queries/list-account-people";

export const GET = route("console", listAccountPeopleInput, listAccountPeople);
