import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Runs the Prisma CLI on a database; answers its exit code and all it printed. */
export async function prismaCli(url: string, ...args: string[]): Promise<{ code: number; output: string }> {
  const env = { ...process.env, DATABASE_URL: url, NO_COLOR: "1" };
  const cli = [`${ROOT}node_modules/prisma/build/index.js`, ...args];
  const child = spawn(process.execPath, cli, { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"] });
  const [out, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  return { code: child.exitCode ?? 1, output: out + errors };
}

/** Applies all migrations as the product does; creates the database if it is missing. */
export async function deployMigrations(url: string): Promise<void> {
  const { code, output } = await prismaCli(url, "migrate", "deploy");
  if (code !== 0) throw new Error(`prisma migrate deploy failed:\n${output}`);
}
