import type { PersonActor } from "@/lib/actor/actor";
import { newId } from "@/lib/db/new-id";
import { AppError, isAppError } from "@/lib/errors/app-error";
import { requirePart } from "@/lib/groups/require-part";
import { metrics } from "@/lib/log/metrics";
import { mentionsIn, type SendMessageInput, type SentMessageView } from "@/lib/messages/contract";
import type { NewMessage } from "@/lib/messages/posting";
import { postWithAttachments } from "@/lib/messages/internal/post-with-attachments";
import { messageWriter } from "@/lib/messages/writer";

/**
 * Posts a message to a group; it is committed when this returns. The same client id again gives the original back. Who is
 * named and present gets a mention, and a job that decides what becomes of it, in the same transaction. Who may post is
 * decided by the database function, with the group locked, as groupPolicy.post says. The sender's drafts among
 * `attachmentIds` become the message's files, all of them or the message is not posted.
 *
 * @throws AppError NOT_FOUND `groups.no_such_group` for a stranger and for who was removed meanwhile, `messages.no_such_original`
 *   for an answer to what is not a person's message of the same group; FORBIDDEN `groups.may_not_post` in an archived group,
 *   `messages.everyone_not_allowed`; INVALID_INPUT `messages.no_such_attachment`; UNAVAILABLE when it may be sent
 *   again (see the writer).
 */
export async function sendMessage(actor: PersonActor, input: SendMessageInput): Promise<SentMessageView> {
  try {
    const sent = await post(actor, input);
    metrics.messagesAccepted(sent.replayed ? 0 : 1);
    return sent;
  } catch (thrown) {
    if (isAppError(thrown)) metrics.messageRefused(thrown.code);
    throw thrown;
  }
}

async function post(actor: PersonActor, input: SendMessageInput): Promise<SentMessageView> {
  requirePart(actor);
  const { personIds, everyone } = mentionsIn(input.body);
  const message: NewMessage = {
    id: newId(),
    groupId: input.groupId,
    senderId: actor.personId,
    senderChannelId: actor.kind === "employee" ? actor.channelId : null,
    clientId: input.clientId,
    body: input.body,
    mentions: personIds,
    mentionsAll: everyone,
    ...(input.replyToId !== undefined && { replyToId: input.replyToId }),
  };
  const files = input.attachmentIds ?? [];
  const posting = files.length === 0 ? messageWriter().post(message) : postWithAttachments(message, files);
  const { outcome, id, sequence, createdAt } = await posting;
  if (outcome === "no_such_group") throw new AppError("NOT_FOUND", "groups.no_such_group");
  if (outcome === "no_such_original") throw new AppError("NOT_FOUND", "messages.no_such_original");
  if (outcome === "archived") throw new AppError("FORBIDDEN", "groups.may_not_post");
  if (outcome === "everyone_not_allowed") throw new AppError("FORBIDDEN", "messages.everyone_not_allowed");
  if (outcome === "busy") throw new AppError("UNAVAILABLE", "messages.group_busy", { retryAfterSeconds: 1 });
  return { id, sequence, createdAt, replayed: outcome === "replayed" };
}
