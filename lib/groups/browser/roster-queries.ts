import { type PersonDoor, readView, routesOf } from "@/lib/errors/browser/read-view";
import type { RosterView } from "@/lib/groups/contract";

/** Under what a page holds what it read of a group's people: of other people, however many, it is another question. */
export const rosterKey = (groupId: string, present: number) =>
  ["groups", "roster", groupId, present] as const;

/** When the people of a group last signed in, and who of them cannot be reached. */
export async function readRoster(door: PersonDoor, groupId: string): Promise<RosterView> {
  return readView(`${routesOf(door)}/groups/${groupId}/roster`);
}
