import { durations } from "@/lib/config/durations";

/** What a decision about a message needs to know. */
export type MessageFacts = {
  senderId: string | null;
  /** A system line. */
  isNotice: boolean;
  createdAt: Date;
  isRecalled: boolean;
  /** The first thing said in a ticket's group: the ticket's own description, word for word. */
  opensTicket: boolean;
  isArchived: boolean;
};

/** Why something with a message is refused; a text in `errors.messages` each. */
export type MessageRefusal =
  | "system_line"
  | "recalled"
  | "archived"
  | "not_yours"
  | "opens_ticket"
  | "too_late_to_edit"
  | "too_late_to_recall";

/** What can be changed at all, whoever asks. */
function standing({ isNotice, isRecalled, isArchived }: MessageFacts): MessageRefusal | null {
  if (isNotice) return "system_line";
  if (isRecalled) return "recalled";
  return isArchived ? "archived" : null;
}

const isOver = ({ createdAt }: MessageFacts, window: number, now: Date): boolean =>
  now.getTime() - createdAt.getTime() > window;

/**
 * What can be done with a message by somebody who is in its group: null if it may, else why not. Pure, so that the browser
 * offers what the commands do; `now` is the server's time.
 */
export const messagePolicy = {
  /** One's own, for 24 hours (ux.md "Conversation"). A ticket's description stays what everybody acted on. */
  edit: (personId: string, facts: MessageFacts, now: Date): MessageRefusal | null => {
    const refusal = standing(facts);
    if (refusal !== null) return refusal;
    if (facts.senderId !== personId) return "not_yours";
    if (facts.opensTicket) return "opens_ticket";
    return isOver(facts, durations.messageEdit, now) ? "too_late_to_edit" : null;
  },
  /** One's own, for two minutes. */
  recallOwn: (personId: string, facts: MessageFacts, now: Date): MessageRefusal | null => {
    const refusal = standing(facts);
    if (refusal !== null) return refusal;
    if (facts.senderId !== personId) return "not_yours";
    if (facts.opensTicket) return "opens_ticket";
    return isOver(facts, durations.messageRecall, now) ? "too_late_to_recall" : null;
  },
  /** Anybody's at any time, also in an archived group, by who leads the service team there: a secret must not stay. */
  recallAny: (facts: MessageFacts): MessageRefusal | null => {
    const refusal = standing({ ...facts, isArchived: false });
    return refusal ?? (facts.opensTicket ? "opens_ticket" : null);
  },
  react: standing,
} as const;
