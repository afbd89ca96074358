import { AppError } from "@/lib/errors/app-error";

// A name is typed off a screen: width, case and how spaces were typed do not show which channel is meant.
const plain = (text: string): string => text.normalize("NFKC").replaceAll(/\s+/g, " ").trim().toLowerCase();

/**
 * Shows that who asks for something that cannot be undone has this very thing in mind.
 *
 * @throws AppError INVALID_INPUT `channels.confirmation_wrong`.
 */
export function requireConfirmation(typed: string, expected: string): void {
  if (plain(typed) !== plain(expected)) throw new AppError("INVALID_INPUT", "channels.confirmation_wrong");
}
