import type { Tx } from "@/lib/db/prisma";

/** The PostgreSQL channel on which processes hear, on commit, that a session ended; the payload is its id. */
export const SESSION_ENDED = "session_ended";

/** Whose sessions: one alone, or all of a person, a channel or a principal; of the latter also all but one, or those under a role. */
export type SessionsOf =
  | { id: string }
  | { personId: string; id?: { not: string } }
  | { channelId: string }
  | { principalId: string; id?: { not: string } }
  | { principalId?: string; assumedRoleId: string };

/** Why a session ended, for the record. */
export type SessionEndReason =
  | "signed_out"
  | "replaced"
  | "revoked"
  | "account_disabled"
  | "second_factor_reset"
  | "password_set"
  | "role_revoked"
  | "channel_disabled"
  | "channel_deleted"
  | "app_replaced"
  | "left_organization"
  | "data_deleted";

/**
 * Ends sessions in the caller's transaction and announces each on commit, so that open sockets close at once. Answers
 * how many ended; those that had ended before are left as they are.
 */
export async function endSessionsOf(
  tx: Tx,
  of: SessionsOf,
  { reason, now }: { reason: SessionEndReason; now: Date },
): Promise<number> {
  const ended = await tx.session.updateManyAndReturn({
    where: { ...of, revokedAt: null },
    data: { revokedAt: now, revokedReason: reason },
    select: { id: true },
  });
  const ids = ended.map(({ id }) => id);
  await tx.$executeRaw`SELECT pg_notify(${SESSION_ENDED}, id) FROM unnest(${ids}::text[]) AS id`;
  return ids.length;
}
