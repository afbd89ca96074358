import { createHash } from "node:crypto";
import { durations } from "@/lib/config/durations";
import { pool } from "@/lib/db/pool";
import { AppError } from "@/lib/errors/app-error";
import type { DoorKind } from "@/lib/identity/door";

/** What a sign-in is counted under. */
export type SignInAttempt = { door: DoorKind; name: string; address: string };

/** Many people may share one address (an office), so it has more attempts than a name. */
const limits = { name: 5, address: 30 } as const;
const FIRST_LOCK = 30_000;

/** IPv6 is counted per /64: one subscriber has all of its addresses. */
function network(address: string): string {
  return address.includes(":") && !address.includes(".") ? address.split(":").slice(0, 4).join(":") : address;
}

function keyOf(door: DoorKind, kind: keyof typeof limits, value: string): string {
  return createHash("sha256").update(`${door}\n${kind}\n${value.toLowerCase()}`).digest("base64url");
}

/**
 * Counts an attempt unless the key is locked. The attempt that reaches the limit locks the key: 30 s, then twice as long
 * for each later one, at most the window. A quiet window after the last lock forgets everything.
 * $1 key, $2 now, $3 limit, $4 window ms, $5 first lock ms.
 */
const countSql = `
  WITH counted AS (
    INSERT INTO sign_in_throttle AS t (key, failures, first_at, locked_until) VALUES ($1, 1, $2, NULL)
    ON CONFLICT (key) DO UPDATE SET
      first_at = CASE WHEN coalesce(t.locked_until, t.first_at) + $4 * interval '1 ms' <= $2 THEN $2 ELSE t.first_at END,
      failures = CASE WHEN coalesce(t.locked_until, t.first_at) + $4 * interval '1 ms' <= $2 THEN 1 ELSE t.failures + 1 END,
      locked_until = CASE
        WHEN coalesce(t.locked_until, t.first_at) + $4 * interval '1 ms' <= $2 OR t.failures + 1 < $3 THEN NULL
        ELSE $2::timestamptz + least($4, $5 * 2 ^ least(t.failures + 1 - $3, 20)) * interval '1 ms' END
      WHERE t.locked_until IS NULL OR t.locked_until <= $2
    RETURNING 1)
  SELECT count(*)::int AS counted FROM counted`;

async function count(key: string, kind: keyof typeof limits, now: Date): Promise<void> {
  const window = durations.signInThrottleWindow;
  const { rows } = await pool().query<{ counted: number }>(countSql, [
    key,
    now,
    limits[kind],
    window,
    FIRST_LOCK,
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

/**
 * Lets one sign-in attempt pass, or refuses it because of too many for this name or from this address. It is counted
 * *before* the password is looked at, so a burst of attempts at once gets no further than one after the other.
 *
 * @throws AppError RATE_LIMITED `identity.too_many_attempts` with `retryAfterSeconds`.
 */
export async function admitAttempt({ door, name, address }: SignInAttempt, now: Date): Promise<void> {
  await count(keyOf(door, "address", network(address)), "address", now);
  await count(keyOf(door, "name", name), "name", now);
}

/** Forgets what was counted, after a sign-in that succeeded: the name altogether, of the address this one attempt. */
export async function forgetAttempt({ door, name, address }: SignInAttempt): Promise<void> {
  await pool().query("DELETE FROM sign_in_throttle WHERE key = $1", [keyOf(door, "name", name)]);
  await pool().query(
    "UPDATE sign_in_throttle SET failures = failures - 1, locked_until = NULL WHERE key = $1 AND failures > 0",
    [keyOf(door, "address", network(address))],
  );
}
