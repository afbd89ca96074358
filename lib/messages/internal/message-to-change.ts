import type { PersonActor } from "@/lib/actor/actor";
import { Prisma } from "@/lib/db/generated/client";
import type { Tx } from "@/lib/db/prisma";
import { AppError, type ErrorCode } from "@/lib/errors/app-error";
import { lockGroup } from "@/lib/events/record-event";
import { accessMessage } from "@/lib/messages/access";
import type { MessageIdInput } from "@/lib/messages/contract";
import type { MessageFacts, MessageRefusal } from "@/lib/messages/policy";

/**
 * Takes a group's log and reads a message of it with what a change is decided by. Whoever changes a message does it with
 * the log locked: who was removed, or came second, while waiting for it is seen here.
 *
 * @throws AppError NOT_FOUND `groups.no_such_group` for a stranger, `messages.no_such_message`.
 */
export async function messageToChange(tx: Tx, actor: PersonActor, id: MessageIdInput) {
  await lockGroup(tx, id.groupId);
  const { group, message } = await accessMessage(tx, actor, id, "takePart");
  const facts: MessageFacts = {
    senderId: message.senderId,
    isNotice: message.notice !== null,
    createdAt: message.createdAt,
    isRecalled: message.recalledAt !== null,
    opensTicket: group.kind === "ticket" && (await firstSaid(tx, group.id)) === message.id,
    isArchived: group.archivedAt !== null,
  };
  return { group, message, facts };
}

/** The first message in a group that is no system line. */
async function firstSaid(tx: Tx, groupId: string): Promise<string | undefined> {
  const first = await tx.message.findFirst({
    where: { groupId, notice: { equals: Prisma.DbNull } },
    select: { id: true },
    orderBy: { sequence: "asc" },
  });
  return first?.id;
}

/** Refusals that say something about the message, not about a right to it. */
const codes: Partial<Record<MessageRefusal, ErrorCode>> = { recalled: "CONFLICT" };

/** Throws what the policy refuses. */
export function refuse(refusal: MessageRefusal | null): void {
  if (refusal === "archived") throw new AppError("FORBIDDEN", "groups.may_not_post");
  if (refusal !== null) throw new AppError(codes[refusal] ?? "FORBIDDEN", `messages.${refusal}`);
}
