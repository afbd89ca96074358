import type { MessageView } from "@/lib/messages/contract";

/**
 * A stretch of one group's log that this process has just written: `from` to `to` without holes. `messages` is null where
 * one of them answers another: what it quotes stands in the log alone.
 */
export type PostedStretch = { groupId: string; from: number; to: number; messages: MessageView[] | null };
