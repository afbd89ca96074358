import { createHash } from "node:crypto";
import { pool } from "@/lib/db/pool";
import { AppError } from "@/lib/errors/app-error";

/**
 * How many attempts pass. With `firstLock`, the attempt that reaches the limit locks for that long, each later one twice
 * as long, at most the window, and only a quiet window after the last lock forgets. Without, the limit is that of a
 * window: it locks until the window ends and then forgets, so that keeping it locked takes as many attempts each time.
 */
export type AttemptRule = { limit: number; window: number; firstLock?: number };

/** One thing counted: a hash stands for it in the database. */
export type Counted = { key: string; rule: AttemptRule };

/** What `parts` name together, counted by `rule`. Case makes no difference. */
export function counted(rule: AttemptRule, ...parts: string[]): Counted {
  const key = createHash("sha256").update(parts.join("\n").toLowerCase()).digest("base64url");
  return { key, rule };
}

/**
 * Counts an attempt unless the key is locked, in one statement, so that of many at once no more pass.
 * $1 key, $2 now, $3 limit, $4 window ms, $5 first lock ms or null.
 */
const isOver = `(CASE WHEN $5::float8 IS NULL THEN t.first_at ELSE coalesce(t.locked_until, t.first_at) END
  + $4::float8 * interval '1 ms' <= $2)`;
const countSql = `
  WITH counted AS (
    INSERT INTO sign_in_throttle AS t (key, failures, first_at, locked_until) VALUES ($1, 1, $2, NULL)
    ON CONFLICT (key) DO UPDATE SET
      first_at = CASE WHEN ${isOver} THEN $2 ELSE t.first_at END,
      failures = CASE WHEN ${isOver} THEN 1 ELSE t.failures + 1 END,
      locked_until = CASE
        WHEN ${isOver} OR t.failures + 1 < $3 THEN NULL
        WHEN $5::float8 IS NULL THEN t.first_at + $4::float8 * interval '1 ms'
        ELSE $2::timestamptz + least($4::float8, $5::float8 * 2 ^ least(t.failures + 1 - $3, 20)) * interval '1 ms' END
      WHERE t.locked_until IS NULL OR t.locked_until <= $2
    RETURNING 1)
  SELECT count(*)::int AS counted FROM counted`;

/**
 * Counts one attempt, or refuses it because there were too many.
 *
 * @throws AppError RATE_LIMITED `identity.too_many_attempts` with `retryAfterSeconds`.
 */
export async function countAttempt({ key, rule }: Counted, now: Date): Promise<void> {
  const { rows } = await pool().query<{ counted: number }>(countSql, [
    key,
    now,
    rule.limit,
    rule.window,
    rule.firstLock ?? null,
  ]);
  if (rows[0]?.counted === 1) return;
  const locked = await pool().query<{ until: Date | null }>(
    "SELECT locked_until AS until FROM sign_in_throttle WHERE key = $1",
    [key],
  );
  const until = locked.rows[0]?.until ?? now;
  const seconds = Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1_000));
  throw new AppError("RATE_LIMITED", "identity.too_many_attempts", {
    retryAfterSeconds: seconds,
    details: { seconds },
  });
}

/** Takes one counted attempt back, after a success, and the lock it may have brought. */
export async function takeBack({ key }: Counted): Promise<void> {
  await pool().query(
    "UPDATE sign_in_throttle SET failures = failures - 1, locked_until = NULL WHERE key = $1 AND failures > 0",
    [key],
  );
}

/** Forgets all that was counted. */
export async function forgetAll({ key }: Counted): Promise<void> {
  await pool().query("DELETE FROM sign_in_throttle WHERE key = $1", [key]);
}
