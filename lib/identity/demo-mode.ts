import { environment } from "@/lib/config/environment";
import type { Db } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";

/** Whether the product speaks to a Feishu on this machine, which only the local one can be. */
export function feishuIsLocal(): boolean {
  const { hostname } = new URL(environment().FEISHU_API_BASE);
  return hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

/**
 * Whether one-click sign-in exists here: only in the demo, on a database that carries the demo mark, and against the
 * local Feishu (design.md §5). Each of the three alone keeps it out of a real installation.
 */
export async function isDemo(db: Db): Promise<boolean> {
  if (environment().APP_MODE !== "demo" || !feishuIsLocal()) return false;
  const installation = await db.installation.findUnique({ where: { id: 1 }, select: { demo: true } });
  return installation?.demo === true;
}

/** @throws AppError NOT_FOUND `identity.no_demo` where one-click sign-in does not exist. */
export async function requireDemo(db: Db): Promise<void> {
  if (!(await isDemo(db))) throw new AppError("NOT_FOUND", "identity.no_demo");
}
