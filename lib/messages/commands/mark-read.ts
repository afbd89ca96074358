import type { PersonActor } from "@/lib/actor/actor";
import { AppError } from "@/lib/errors/app-error";
import { requirePart } from "@/lib/groups/require-part";
import type { MarkReadInput, ReadPositionView } from "@/lib/messages/contract";
import { readPositions } from "@/lib/messages/read-positions";

/**
 * Says how far the actor has read a group. Positions only grow, whatever order tabs and devices report in, and never
 * pass the log's end; the answer is the one that holds. The actor's other tabs are told.
 *
 * @throws AppError NOT_FOUND `groups.no_such_group` for a stranger.
 */
export async function markRead(
  actor: PersonActor,
  { groupId, sequence }: MarkReadInput,
): Promise<ReadPositionView> {
  requirePart(actor);
  const held = await readPositions().advance({
    groupId,
    personId: actor.personId,
    channelId: actor.kind === "employee" ? actor.channelId : null,
    sequence,
  });
  if (held === null) throw new AppError("NOT_FOUND", "groups.no_such_group");
  return { groupId, sequence: held };
}
