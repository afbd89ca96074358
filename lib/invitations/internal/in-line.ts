import { AppError } from "@/lib/errors/app-error";

/** Beyond so many in one line nobody waits to good purpose. */
const LONGEST_LINE = 1_000;

type Line = { last: Promise<unknown>; length: number };
const lines = new Map<string, Line>();

/**
 * Runs work of one key one after the other in this process. A crowd that comes by one link waits for one group's lock in any
 * case: here it does so without holding a connection each, which everybody else would miss.
 *
 * @throws AppError UNAVAILABLE `db.busy` when a thousand are waiting already; what `work` throws passes through.
 */
export async function inLine<T>(key: string, work: () => Promise<T>): Promise<T> {
  const line = lines.get(key) ?? { last: Promise.resolve(), length: 0 };
  if (line.length >= LONGEST_LINE) throw new AppError("UNAVAILABLE", "db.busy", { retryAfterSeconds: 5 });
  const mine = line.last.then(work);
  // Whoever comes next does not mind how it went.
  line.last = mine.catch(() => undefined);
  line.length += 1;
  lines.set(key, line);
  try {
    return await mine;
  } finally {
    line.length -= 1;
    if (line.length === 0) lines.delete(key);
  }
}
