import { listSavedViewsInput } from "@/lib/desk/contract";
import { listSavedViews } from "@/lib/desk/queries/list-saved-views";
import { route } from "@/lib/http/route";

export const GET = route("staff", listSavedViewsInput, listSavedViews);
