import { discardsFiles, givesFiles } from "@/app/api/attachment-routes";

export const GET = givesFiles("employee");
export const DELETE = discardsFiles("employee");
