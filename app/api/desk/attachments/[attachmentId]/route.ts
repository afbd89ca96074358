import { discardsFiles, givesFiles } from "@/app/api/attachment-routes";

export const GET = givesFiles("staff");
export const DELETE = discardsFiles("staff");
