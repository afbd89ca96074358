"use client";

import { useState } from "react";
import { useConversationClient, useGroupState } from "@/components/conversation/conversation-provider";
import type { Composing } from "@/components/conversation/moves/composing";
import { versionOf } from "@/lib/messages/contract";

type EditingInput = { groupId: string; composing: Composing | null; onDone: () => void };

/** Saving another text for a message of mine. What is refused, or gets no answer, comes back into the box. */
export function useEditing({ groupId, composing, onDone }: EditingInput) {
  const client = useConversationClient();
  const { messages } = useGroupState(groupId);
  const [problem, setProblem] = useState<string | null>(null);
  const message = messages.find(({ id }) => id === composing?.messageId);

  /** Whether it is done: what was saved without my hearing of it counts. */
  async function save(body: string): Promise<boolean> {
    if (composing?.kind !== "edit") return true;
    const { messageId, version } = composing;
    const answer = await client.moves.edit({ groupId, messageId, version, body });
    const now = client.getGroup(groupId).messages.find(({ id }) => id === messageId);
    const isDone = answer.ok || (now?.body === body && versionOf(now) > version);
    setProblem(isDone || answer.ok ? null : answer.error.reason);
    if (isDone) onDone();
    return isDone;
  }

  return { message, problem, dismiss: () => setProblem(null), save };
}
