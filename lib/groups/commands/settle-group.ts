import type { SystemActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { accessGroup } from "@/lib/groups/access";
import type { GroupIdInput } from "@/lib/groups/contract";
import { settleMainGroup } from "@/lib/groups/settle-main-group";

/**
 * What follows from the beginning or the end of a plan for one of its service main groups, as `settleMainGroup` says.
 *
 * @throws AppError NOT_FOUND `groups.no_such_group`.
 */
export async function settleGroup(actor: SystemActor, { groupId }: GroupIdInput, { now }: At): Promise<void> {
  await inTransaction(async (tx) => {
    const { id } = await accessGroup(tx, actor, groupId, "takePart");
    await settleMainGroup(tx, id, now);
  });
}
