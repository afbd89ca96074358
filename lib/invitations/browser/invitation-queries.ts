import { type PersonDoor, readView, routesOf } from "@/lib/errors/browser/read-view";
import type { InvitationsView } from "@/lib/invitations/contract";

/** A view with how far the server's clock is ahead of this device's, in milliseconds. */
export type InvitationsReading = InvitationsView & { clockAhead: number };

/** The key under which a page holds the links of a group. */
export const invitationsKey = (groupId: string) => ["invitations", groupId] as const;

/** The links of a group, and who asks to come back. */
export async function readInvitations(door: PersonDoor, groupId: string): Promise<InvitationsReading> {
  const view = await readView<InvitationsView>(`${routesOf(door)}/groups/${groupId}/invitations`);
  return { ...view, clockAhead: Date.parse(view.serverTime) - Date.now() };
}
