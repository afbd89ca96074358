import { currentTime } from "@/lib/config/clock";
import { type ActorOf, type Door, isDoor, sessionCookieName } from "@/lib/identity/door";
import { findActor } from "@/lib/identity/queries/find-actor";
import { sessionIdOf } from "@/lib/identity/session-token";

function cookieNamed(name: string, cookieHeader: string): string | null {
  for (const part of cookieHeader.split(";")) {
    const equals = part.indexOf("=");
    if (equals !== -1 && part.slice(0, equals).trim() === name) return part.slice(equals + 1).trim();
  }
  return null;
}

/**
 * Who is signed in through `door`, by the Cookie header of a request or a socket's handshake; null for nobody. The
 * session's row is asked each time: ended, expired, another channel's or a disabled person's session is nobody's, and
 * so is one without a second factor where that is demanded, but for setting it up (`enrolling`).
 */
export async function actorFromCookies<D extends Door>(
  cookieHeader: string | null | undefined,
  door: D,
  options: { enrolling?: boolean } = {},
): Promise<ActorOf<D> | null> {
  const token = isDoor(door) && cookieHeader ? cookieNamed(sessionCookieName(door), cookieHeader) : null;
  const sessionId = token ? await sessionIdOf(door, token) : null;
  return sessionId === null ? null : findActor(door, sessionId, currentTime(), options);
}
