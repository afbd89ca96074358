import type { Actor } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";
import { accessGroup } from "@/lib/groups/access";
import { CATCH_UP_LIMIT, type CatchUpView, type ListEventsInput } from "@/lib/messages/contract";
import { readLog } from "@/lib/messages/queries/read-log";

/**
 * What happened in a group after the last event a browser has; above 500 missed, or if the browser knows more than the log
 * (a database restored from a backup), it is asked to load the group anew.
 *
 * @throws AppError NOT_FOUND `groups.no_such_group` for a stranger.
 */
export async function listEvents(actor: Actor, { groupId, after }: ListEventsInput): Promise<CatchUpView> {
  const group = await accessGroup(prisma(), actor, groupId, "read");
  const sequence = Number(group.sequence);
  if (after > sequence || sequence - after > CATCH_UP_LIMIT) return { frame: null, tooMany: true, sequence };
  const events = await readLog(groupId, after, CATCH_UP_LIMIT);
  const last = events.at(-1);
  if (last === undefined) return { frame: null, tooMany: false, sequence };
  return {
    frame: { groupId, from: after + 1, to: last.sequence, events },
    tooMany: false,
    sequence: last.sequence,
  };
}
