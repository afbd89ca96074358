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
