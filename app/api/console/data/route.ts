import { route } from "@/lib/http/route";
import { getDataInput } from "@/lib/privacy/contract";
import { getData } from "@/lib/privacy/queries/get-data";

export const GET = route("console", getDataInput, getData);
