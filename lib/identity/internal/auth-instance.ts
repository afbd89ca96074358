import NextAuth, { type NextAuthConfig } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { z } from "zod";
import { environment } from "@/lib/config/environment";
import { cookiesAreSecure, type Door, doorKind, sessionCookieName } from "@/lib/identity/door";
import { sessionDuration } from "@/lib/identity/session-token";
import { log } from "@/lib/log/logger";

const opened = z.object({ sessionId: z.uuid() });

/** A cookie next-auth insists on writing; nothing reads it, since we redirect ourselves. */
export function returnCookieName(door: Door): string {
  return `ailink.${doorKind(door)}.return`;
}

function configOf(door: Door): NextAuthConfig {
  const options = { httpOnly: true, sameSite: "lax", path: "/", secure: cookiesAreSecure() } as const;
  const kind = doorKind(door);
  const maxAge = Math.floor(sessionDuration(kind) / 1_000);
  return {
    secret: environment().AUTH_SECRET,
    // The origin of every link is APP_URL, never a header; next-auth's own addresses are not served at all.
    trustHost: true,
    basePath: typeof door === "string" ? `/api/auth/${door}` : `/api/auth/employee/${door.appId}`,
    useSecureCookies: cookiesAreSecure(),
    session: { strategy: "jwt", maxAge },
    cookies: {
      sessionToken: { name: sessionCookieName(door), options: { ...options, maxAge } },
      callbackUrl: { name: returnCookieName(door), options },
      csrfToken: { name: `ailink.${kind}.csrf`, options },
    },
    providers: [
      Credentials({
        id: "session",
        credentials: { sessionId: {} },
        // The product's own command has already decided and opened the session; next-auth carries its id.
        authorize: (given) => {
          const { sessionId } = opened.parse(given);
          return { id: sessionId };
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user?.id === undefined ? token : { sid: user.id }),
    },
    logger: {
      error: (error) => log.error("identity.next_auth_failed", error),
      warn: (code) => log.warn("identity.next_auth_warned", { warning: code }),
      debug: () => undefined,
    },
  };
}

/**
 * next-auth for one door: employee (one per channel), staff or console. Made when used, so that a build needs no secret.
 * Its route handlers are deliberately mounted nowhere: a session is begun by our commands alone, on the server.
 */
export function authInstance(door: Door) {
  return NextAuth(configOf(door));
}
