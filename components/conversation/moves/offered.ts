"use client";

import { useDoor } from "@/components/app-shell/door-provider";
import { useMoves } from "@/components/conversation/moves/moves-context";
import { usePeople } from "@/components/conversation/people-context";
import type { MessageView } from "@/lib/messages/contract";
import { messagePolicy } from "@/lib/messages/policy";

/** What the reader may do with a message at this moment, as the commands will decide it. */
export function useOffered(message: MessageView) {
  const isStaff = useDoor().kind === "staff";
  const { me } = usePeople();
  const { takesPart, leads, factsOf, now } = useMoves();
  const facts = factsOf(message);
  const at = now();
  const ownRecall = messagePolicy.recallOwn(me, facts, at) === null;
  return {
    reply: takesPart && messagePolicy.react(facts) === null,
    react: takesPart && messagePolicy.react(facts) === null,
    edit: takesPart && messagePolicy.edit(me, facts, at) === null,
    recall: takesPart ? ownRecall || (leads && messagePolicy.recallAny(facts) === null) : false,
    /** Taking back what others have read and may have acted on is asked about first. */
    asksBeforeRecall: !ownRecall,
    readers: isStaff || message.senderId === me,
  };
}
