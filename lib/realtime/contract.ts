import { z } from "zod";
import { isTimeZone } from "@/lib/duty/contract";
import type { Result } from "@/lib/errors/result";
import type {
  ChangedMessageView,
  GroupFrame,
  ReadPositionView,
  SentMessageView,
} from "@/lib/messages/contract";

/** The zone of the browser, where it tells one we know; nobody is kept out for it. */
const timeZone = z.string().max(64).refine(isTimeZone).optional().catch(undefined);

/** How a socket says through which door it comes; the session is in the cookie of that door. */
export const handshakeInput = z.discriminatedUnion("door", [
  z.object({ door: z.literal("employee"), appId: z.string().min(1).max(64), timeZone }),
  z.object({ door: z.literal("staff"), timeZone }),
]);
export type HandshakeInput = z.input<typeof handshakeInput>;

/** All a socket listens to from now on: its groups, and up to where each log had been told before. */
export type HelloView = { groups: { groupId: string; sequence: number }[]; serverTime: string };

/** A hint to one person, without content: ask again. */
export type GroupHint = { groupId: string };

/** A hint that one is no longer in a group, and how that came; null where the row does not tell. */
export type LeftHint = GroupHint & { via: "left" | "removed" | "opening_ended" | null };

/** What the server tells a browser. */
export interface ServerToClientEvents {
  hello: (hello: HelloView) => void;
  /** A stretch of a group's log; frames of a group come in order and without holes. */
  frame: (frame: GroupFrame) => void;
  /** The person's own read position, moved by one of their tabs. */
  read: (position: ReadPositionView) => void;
  "group:joined": (hint: GroupHint) => void;
  "group:left": (hint: LeftHint) => void;
  /** The session has ended; the connection closes. */
  "signed-out": () => void;
}

/** What a browser asks of the server; nothing but the conversation's own commands. */
export interface ClientToServerEvents {
  "message:send": (input: unknown, acknowledge: (result: Result<SentMessageView>) => void) => void;
  "message:edit": (input: unknown, acknowledge: (result: Result<ChangedMessageView>) => void) => void;
  "message:recall": (input: unknown, acknowledge: (result: Result<ChangedMessageView>) => void) => void;
  "message:react": (input: unknown, acknowledge: (result: Result<ChangedMessageView>) => void) => void;
  "message:read": (input: unknown, acknowledge: (result: Result<ReadPositionView>) => void) => void;
}

/** Why a handshake was refused, in `connect_error`'s data. */
export type HandshakeRefusal = { code: "UNAUTHENTICATED" | "RATE_LIMITED" | "INVALID_INPUT" | "UNAVAILABLE" };
