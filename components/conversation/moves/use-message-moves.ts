"use client";

import { useState } from "react";
import { draftOf } from "@/components/conversation/composer/draft";
import { prependToDraft, replaceDraft } from "@/components/conversation/composer/draft-store";
import { useConversationClient, useGroupState } from "@/components/conversation/conversation-provider";
import { useLeadsService } from "@/components/conversation/moves/leads-context";
import { setComposing } from "@/components/conversation/moves/composing";
import { useMemberName } from "@/components/conversation/moves/use-member-name";
import type { Moves } from "@/components/conversation/moves/moves-context";
import type { GroupRowView } from "@/lib/groups/contract";
import { type MessageView, versionOf } from "@/lib/messages/contract";

/** Under what the text of an edit is kept, beside the group's own draft. */
export const editOf = (groupId: string): string => `${groupId}.edit`;

type MovesInput = { group: GroupRowView; me: string; onShow: (messageId: string) => void };

/** What the reader can do with the messages of a group, and why the last of it was refused. */
export function useMessageMoves({ group, me, onShow }: MovesInput) {
  const client = useConversationClient();
  const leads = useLeadsService();
  const { messages, hasBefore } = useGroupState(group.id);
  const [problem, setProblem] = useState<string | null>(null);
  const [recalled, setRecalled] = useState<ReadonlyMap<string, string>>(new Map());
  const nameOf = useMemberName();
  const opening = group.kind === "ticket" && !hasBefore ? messages.find(({ notice }) => !notice)?.id : null;
  const { id: groupId, archived } = group;

  async function told(answer: Promise<{ ok: true } | { ok: false; error: { reason: string } }>) {
    const result = await answer;
    setProblem(result.ok ? null : result.error.reason);
    return result.ok;
  }

  async function recall({ id: messageId, senderId, body }: MessageView) {
    const isDone = await told(client.moves.recall({ groupId, messageId }));
    if (isDone && senderId === me && body !== "")
      setRecalled((kept) => new Map([...kept, [messageId, body]]));
  }

  function writeAgain(messageId: string) {
    const body = recalled.get(messageId);
    if (body === undefined || archived) return null;
    return () => {
      setRecalled((kept) => new Map([...kept].filter(([id]) => id !== messageId)));
      setComposing(me, groupId, null);
      prependToDraft(me, groupId, draftOf(body, nameOf));
    };
  }

  const moves: Moves = {
    takesPart: !archived && group.reader === null,
    leads,
    factsOf: ({ id, senderId, notice, createdAt, recalled: isRecalled }) => ({
      senderId,
      isNotice: notice !== null,
      createdAt: new Date(createdAt),
      isRecalled: isRecalled !== undefined,
      opensTicket: id === opening,
      isArchived: archived,
    }),
    now: () => client.moves.now(),
    reply: ({ id: messageId }) => setComposing(me, groupId, { kind: "reply", messageId }),
    edit: (message) => {
      replaceDraft(me, editOf(groupId), draftOf(message.body, nameOf));
      setComposing(me, groupId, { kind: "edit", messageId: message.id, version: versionOf(message) });
    },
    react: ({ id: messageId }, emoji, on) => void told(client.moves.react({ groupId, messageId, emoji, on })),
    recall: (message) => void recall(message),
    show: onShow,
    writeAgain,
  };
  return { moves, problem, dismiss: () => setProblem(null) };
}
