import { startProgram } from "./child-process.ts";

/** Runs `npm run admin -- …` as built; answers what it printed. */
export async function runAdmin(environment: Record<string, string>, args: string[]): Promise<string> {
  const command = startProgram(`admin ${args[0]}`, ["dist/admin.mjs", ...args], environment);
  if ((await command.ended) !== 0) throw new Error(`admin ${args.join(" ")} failed:\n${command.output()}`);
  return command.output();
}
