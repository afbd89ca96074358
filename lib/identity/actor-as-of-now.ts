import type { Actor, ConsoleActor } from "@/lib/actor/actor";
import type { Tx } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";
import { consoleSessionSql } from "@/lib/identity/internal/session-sql";

type Row = Omit<ConsoleActor, "kind" | "sessionId">;

/**
 * The actor as the rows have it now, for a command that has waited for others: somebody at the console may have lost in the
 * meantime what they were allowed when they asked. Anybody else is who they were.
 *
 * @throws AppError UNAUTHENTICATED `identity.session_ended` if the session was ended, or its owner or role switched off.
 */
export async function actorAsOfNow(tx: Tx, actor: Actor, now: Date): Promise<Actor> {
  if (actor.kind !== "principal") return actor;
  const [row] = await tx.$queryRawUnsafe<Row[]>(consoleSessionSql, actor.sessionId, now, true);
  if (!row) throw new AppError("UNAUTHENTICATED", "identity.session_ended");
  return { kind: "principal", sessionId: actor.sessionId, ...row };
}
