import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import { durations } from "@/lib/config/durations";
import { environment } from "@/lib/config/environment";
import { type Door, type DoorKind, doorKind, sessionCookieName } from "@/lib/identity/door";

const contentSchema = z.object({ sid: z.uuid() });

/** How long a door's session lasts at most, in milliseconds. */
export function sessionDuration(door: DoorKind): number {
  return {
    employee: durations.employeeSession,
    staff: durations.staffSession,
    console: durations.consoleSession,
  }[door];
}

/**
 * The value of a session's cookie as next-auth writes it: an encrypted token that carries the session's id and nothing
 * else. Its key is derived from AUTH_SECRET and the cookie's name, so it is worthless in any other cookie.
 */
export async function sessionToken(door: Door, sessionId: string): Promise<string> {
  return encode({
    token: { sid: sessionId },
    secret: environment().AUTH_SECRET,
    salt: sessionCookieName(door),
    maxAge: Math.floor(sessionDuration(doorKind(door)) / 1_000),
  });
}

/** The session id in a cookie's value, or null if it was not made here, for this door, or is too old. */
export async function sessionIdOf(door: Door, token: string): Promise<string | null> {
  try {
    const content = await decode({ token, secret: environment().AUTH_SECRET, salt: sessionCookieName(door) });
    return contentSchema.safeParse(content).data?.sid ?? null;
  } catch {
    // Whatever is wrong with a forged token, the answer is the same: nobody.
    return null;
  }
}
