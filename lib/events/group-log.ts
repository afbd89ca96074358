import { randomUUID } from "node:crypto";
import { z } from "zod";
import { onePerProcess } from "@/lib/config/one-per-process";

/** The channel on which processes tell each other, on commit, how far the groups' logs reach. */
export const GROUP_LOG = "group_log";

/** The name of this process in announcements, so that it can tell its own from others'. */
export function processOrigin(): string {
  return onePerProcess("origin", () => randomUUID().slice(0, 8));
}

/** An announcement: [origin, [groupId, toSequence] …]. */
export const announcementSchema = z.tuple([z.string()], z.tuple([z.uuid(), z.number().int()]));

/** The channel on which processes hear, on commit, that somebody joined or left a group, whether or not they follow its log. */
export const GROUP_MEMBERSHIP = "group_membership";

/** A notice of a changed membership: [groupId, personId]; what it changed to is asked of the rows. */
export const membershipNoticeSchema = z.tuple([z.uuid(), z.uuid()]);
