import type { PersonDoor } from "@/lib/errors/browser/read-view";

/** Where a door's conversations are. */
const pageOf = (door: PersonDoor): string =>
  door.kind === "staff" ? "/desk" : `/feishu/${encodeURIComponent(door.appId)}/workbench`;

const conversationPages = /^\/(?:desk|feishu\/[^/]+\/workbench)$/;
const named = ["group", "message"];

/** The address of a message on the page of this door, on the page's own origin. */
export function messageLink(
  door: PersonDoor,
  origin: string,
  { groupId, messageId }: { groupId: string; messageId: string },
): string {
  const query = new URLSearchParams({ group: groupId, message: messageId });
  return `${origin}${pageOf(door)}?${query.toString()}`;
}

/**
 * A link as its reader can follow it: one to a group or message of ours that somebody of the other side copied leads to the
 * same through the reader's own door; every other stays what it is.
 */
export function throughOwnDoor(href: string, door: PersonDoor, origin: string): string {
  const url = URL.canParse(href) ? new URL(href) : null;
  if (url === null || url.origin !== origin || !conversationPages.test(url.pathname)) return href;
  if (url.pathname === pageOf(door) || url.searchParams.get("group") === null) return href;
  const kept = named.flatMap((name) => {
    const value = url.searchParams.get(name);
    return value === null ? [] : [[name, value]];
  });
  return `${origin}${pageOf(door)}?${new URLSearchParams(kept).toString()}`;
}
