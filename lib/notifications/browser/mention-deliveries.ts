import { type PersonDoor, readView, routesOf } from "@/lib/errors/browser/read-view";
import type { MentionDeliveriesView } from "@/lib/notifications/contract";

/** Under what a page holds what became of the mentions of a message. */
export const mentionDeliveriesKey = (messageId: string) =>
  ["notifications", "deliveries", messageId] as const;

/** What became of the mentions of a message of mine. */
export async function readMentionDeliveries(
  door: PersonDoor,
  groupId: string,
  messageId: string,
): Promise<MentionDeliveriesView> {
  return readView(`${routesOf(door)}/groups/${groupId}/messages/${messageId}/deliveries`);
}
