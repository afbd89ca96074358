import { newId } from "@/lib/db/new-id";
import type { Tx } from "@/lib/db/prisma";
import { sessionDuration } from "@/lib/identity/session-token";

/** Whose session it is to be. */
export type NewSession =
  | { door: "employee"; personId: string; channelId: string }
  | { door: "staff"; personId: string }
  | { door: "console"; principalId: string; assumedRoleId: string | null };

/** Longer words of a browser are cut: nobody reads them, they only have to be recognised. */
const MAX_USER_AGENT = 300;

/** Where a session is opened: the browser's own words, as far as they are known. */
export type OpenedFrom = { userAgent?: string | null };

/**
 * Opens a session in the transaction that signs somebody in. After the commit the transport hands its id to the browser
 * (`setEmployeeSession` and its like in session.ts). It lasts its door's time (or to
 * `until`, for one that takes another's place) and is never prolonged.
 */
export async function openSession(
  tx: Tx,
  session: NewSession,
  {
    now,
    until,
    userAgent,
    secondFactorAt,
  }: OpenedFrom & {
    now: Date;
    until?: Date;
    /** When the second factor was shown, if it was. */
    secondFactorAt?: Date | null;
  },
): Promise<{ sessionId: string }> {
  const sessionId = newId();
  const accountId = await accountOf(tx, session);
  await tx.session.create({
    data: {
      id: sessionId,
      door: session.door,
      accountId,
      personId: session.door === "console" ? null : session.personId,
      channelId: session.door === "employee" ? session.channelId : null,
      principalId: session.door === "console" ? session.principalId : null,
      assumedRoleId: session.door === "console" ? session.assumedRoleId : null,
      createdAt: now,
      expiresAt: until ?? new Date(now.getTime() + sessionDuration(session.door)),
      secondFactorAt: secondFactorAt ?? null,
      userAgent: userAgent?.slice(0, MAX_USER_AGENT) || null,
    },
  });
  return { sessionId };
}

/** The customer whose session it is: the database refuses a person, channel, principal or role of another one beside it. */
async function accountOf(tx: Tx, session: NewSession): Promise<string | null> {
  const select = { accountId: true } as const;
  if (session.door === "staff") return null;
  const { accountId } =
    session.door === "employee"
      ? await tx.channel.findUniqueOrThrow({ where: { id: session.channelId }, select })
      : await tx.principal.findUniqueOrThrow({ where: { id: session.principalId }, select });
  return accountId;
}
