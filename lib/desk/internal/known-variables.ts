import { firstUnknownVariable } from "@/lib/desk/browser/macro-text";
import { AppError } from "@/lib/errors/app-error";

/** Refuses a text with a variable that does not exist, and says where it stands. */
export function requireKnownVariables(body: string): void {
  const unknown = firstUnknownVariable(body);
  if (unknown !== null)
    throw new AppError("INVALID_INPUT", "desk.macro_unknown_variable", { details: unknown });
}
