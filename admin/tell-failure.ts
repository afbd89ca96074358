import { CommanderError } from "commander";
import { appErrorOf } from "@/lib/http/refusal";
import { translator } from "@/lib/i18n/translator";
import { redactText } from "@/lib/log/redact";

const REFUSED = 1;
const WRONG_USAGE = 2;

/** Prisma puts the source of the call before the one line that explains. */
function explanation(thrown: unknown): string {
  if (!(thrown instanceof Error)) return "unknown failure";
  if (!thrown.name.startsWith("PrismaClient")) return thrown.message;
  return thrown.message.trim().split("\n").at(-1) ?? thrown.name;
}

/** Prints why a command failed and answers its exit code: 1 for a refusal or a fault, 2 for a command line that cannot be read. */
export function tellFailure(thrown: unknown): number {
  if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? 0 : WRONG_USAGE;
  const refusal = appErrorOf(thrown);
  if (refusal === null) {
    process.stderr.write(`${redactText(explanation(thrown))}\n`);
    return REFUSED;
  }
  const t = translator("en");
  const key = `errors.${refusal.reason}` as Parameters<typeof t>[0];
  const text = t.has(key) ? t(key, refusal.details as never) : refusal.message;
  process.stderr.write(`${text} (${refusal.reason})\n`);
  return REFUSED;
}
