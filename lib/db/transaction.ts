import { Prisma } from "@/lib/db/generated/client";
import { prisma, type Tx } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";

const MAX_ATTEMPTS = 3;
const retryableStates = new Set(["40001", "40P01"]);

/** The SQLSTATE of a failed statement, however deep Prisma or pg wrapped it; undefined if there is none. */
export function sqlState(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error)) return undefined;
  if (thrown instanceof Prisma.PrismaClientKnownRequestError && thrown.code === "P2034") return "40001";
  const { code, originalCode } = thrown as Error & { code?: unknown; originalCode?: unknown };
  if (typeof originalCode === "string") return originalCode;
  // A digit is in every SQLSTATE that PostgreSQL uses, and not in EPIPE.
  if (typeof code === "string" && /^(?=.*\d)[0-9A-Z]{5}$/.test(code) && !code.startsWith("P2")) return code;
  return sqlState(thrown.cause) ?? stateInMeta(thrown);
}

function stateInMeta(thrown: Error): string | undefined {
  const text = JSON.stringify((thrown as Error & { meta?: unknown }).meta ?? "");
  return /"(?:originalCode|code)":"([0-9A-Z]{5})"/.exec(text)?.[1];
}

/** Whether a statement failed because a row with this key is there already. */
export function isUniqueViolation(thrown: unknown): boolean {
  if (thrown instanceof Prisma.PrismaClientKnownRequestError && thrown.code === "P2002") return true;
  return sqlState(thrown) === "23505";
}

/**
 * Runs `work` in one transaction: all of it is committed or none. Deadlocks and serialization failures are tried again,
 * up to three times in all; a lock not had in time (`lock_timeout` of the pool) is UNAVAILABLE. Nothing slow and no network belongs inside.
 *
 * @throws AppError UNAVAILABLE `db.busy` when a row stayed locked; what `work` throws rolls back and passes through.
 */
export async function inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await prisma().$transaction((tx) => work(tx as Tx), { maxWait: 5_000, timeout: 10_000 });
    } catch (thrown) {
      const state = sqlState(thrown);
      if (state === "55P03")
        throw new AppError("UNAVAILABLE", "db.busy", { cause: thrown, retryAfterSeconds: 1 });
      if (attempt >= MAX_ATTEMPTS || state === undefined || !retryableStates.has(state)) throw thrown;
    }
  }
}
