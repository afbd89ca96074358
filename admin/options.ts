import { randomBytes } from "node:crypto";
import { InvalidArgumentError, Option } from "commander";

/** The actor of everything done here. */
export const commandLine = { kind: "system", name: "command-line" } as const;

/** How a password is given; without it one is made and printed once. */
export const passwordOption = new Option(
  "--password <password>",
  "at least 10 characters; other processes can see options, so prefer the environment; default: one is made and printed once",
).env("ADMIN_PASSWORD");

/** The password given, or a new one with the line that tells it. */
export function chosenPassword(given: string | undefined): { password: string; told: string } {
  if (given !== undefined) return { password: given, told: "" };
  const password = randomBytes(15).toString("base64url");
  return { password, told: `\nPassword (shown only now): ${password}` };
}

/** A day of the vendor's calendar (midnight in Asia/Shanghai), or an instant with its zone. */
export function dayOrInstant(text: string): Date {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const date = new Date(isDay ? `${text}T00:00:00+08:00` : text);
  const hasZone = isDay || /(?:Z|[+-]\d{2}:\d{2})$/.test(text);
  // 31 February would silently become 3 March.
  const isReal =
    !Number.isNaN(date.getTime()) && (!isDay || new Date(`${text}T00:00:00Z`).toISOString().startsWith(text));
  if (!hasZone || !isReal)
    throw new InvalidArgumentError("give a day (2026-01-31) or an instant with its zone.");
  return date;
}

/** One line (or several) for the person at the command line. */
export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
