import { takesFiles } from "@/app/api/attachment-routes";

export const POST = takesFiles("staff");
