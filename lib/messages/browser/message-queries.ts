import { type PersonDoor, readView, routesOf } from "@/lib/errors/browser/read-view";
import type { MessageIdInput, ReadersView, RevisionView } from "@/lib/messages/contract";

/** Under what a page holds who has read a message. */
export const readersKey = (messageId: string) => ["messages", "readers", messageId] as const;

/** Under what a page holds what a message said before this version. */
export const revisionsKey = (messageId: string, version: number) =>
  ["messages", "revisions", messageId, version] as const;

const addressOf = (door: PersonDoor, { groupId, messageId }: MessageIdInput): string =>
  `${routesOf(door)}/groups/${groupId}/messages/${messageId}`;

/** Who has read a message. */
export async function readReaders(door: PersonDoor, id: MessageIdInput): Promise<ReadersView> {
  return readView(`${addressOf(door, id)}/readers`);
}

/** What a message said before it was edited, the newest first. */
export async function readRevisions(door: PersonDoor, id: MessageIdInput): Promise<RevisionView[]> {
  return readView(`${addressOf(door, id)}/revisions`);
}
