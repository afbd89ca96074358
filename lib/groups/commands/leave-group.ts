import type { PersonActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import type { GroupIdInput } from "@/lib/groups/contract";
import { endMembership } from "@/lib/groups/internal/end-membership";
import { memberToChange, refuse } from "@/lib/groups/internal/member-change";
import { memberPolicy } from "@/lib/groups/policy";

/**
 * Takes the actor out of a group, with all their open pages; they can come back by a link. Of two last owners who leave at
 * once, one stays.
 *
 * @throws AppError NOT_FOUND `groups.no_such_group` for who is not in it; CONFLICT `groups.last_owner`: somebody else is to
 *   be appointed first, `groups.tam_stays`: the plan's TAM is reached there, `groups.follows_ticket`: an internal group is left with its ticket's.
 */
export async function leaveGroup(actor: PersonActor, { groupId }: GroupIdInput, { now }: At): Promise<void> {
  const { personId } = actor;
  await inTransaction(async (tx) => {
    const { group, facts } = await memberToChange(tx, actor, { groupId, personId });
    if (facts) refuse(memberPolicy.leave(facts));
    await endMembership(tx, group, { personId, via: "left", actor, now });
  });
}
