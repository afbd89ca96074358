import type { MessageView } from "@/lib/messages/contract";

/** A stretch of one group's log that this process has just written: `from` to `to` without holes. */
export type PostedStretch = { groupId: string; from: number; to: number; messages: MessageView[] };
