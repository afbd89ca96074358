"use client";

import { createContext, useContext } from "react";
import type { MessageView, Reaction } from "@/lib/messages/contract";
import type { MessageFacts } from "@/lib/messages/policy";

/** What the reader can do with the messages of the conversation that is shown. */
export type Moves = {
  /** False for who only reads: outside of the group, or in an archived one. */
  takesPart: boolean;
  /** Whether the reader leads the service team here. */
  leads: boolean;
  /** What is asked of the policy about a message, and the server's time. */
  factsOf: (message: MessageView) => MessageFacts;
  now: () => Date;
  reply: (message: MessageView) => void;
  edit: (message: MessageView) => void;
  react: (message: MessageView, emoji: Reaction, on: boolean) => void;
  recall: (message: MessageView) => void;
  /** Goes to a message, loaded or not. */
  show: (messageId: string) => void;
  /** Puts what I have just recalled back into the composer; null where this page does not have it. */
  writeAgain: (messageId: string) => (() => void) | null;
};

const nothing = () => undefined;

/** Messages find here what can be done with them. */
export const MovesContext = createContext<Moves>({
  takesPart: false,
  leads: false,
  factsOf: ({ senderId, createdAt }) => ({
    senderId,
    isNotice: true,
    createdAt: new Date(createdAt),
    isRecalled: false,
    opensTicket: false,
    isArchived: false,
  }),
  now: () => new Date(),
  reply: nothing,
  edit: nothing,
  react: nothing,
  recall: nothing,
  show: nothing,
  writeAgain: () => null,
});

/** The moves of the conversation around this component. */
export function useMoves(): Moves {
  return useContext(MovesContext);
}
