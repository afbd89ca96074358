import type { Actor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import type { RemoveMemberInput } from "@/lib/groups/contract";
import { endMembership } from "@/lib/groups/internal/end-membership";
import { memberToChange, refuse } from "@/lib/groups/internal/member-change";
import { memberPolicy } from "@/lib/groups/policy";
import { requireRecentSecondFactor } from "@/lib/identity/require-recent-second-factor";

/**
 * Removes a person of the actor's own side from a group: they are cut off at once, open sockets included, and a message of
 * theirs that waits for the group is refused. Removing who has left already changes nothing.
 *
 * @throws AppError NOT_FOUND `groups.no_such_group` for a stranger, `groups.no_such_member`; FORBIDDEN
 *   `groups.may_not_manage_members`, `groups.other_side`, `identity.second_factor_needed` (service side); CONFLICT `groups.last_owner`: a group is never ownerless,
 *   `groups.tam_stays`, `groups.follows_ticket`; INVALID_INPUT `groups.leave_instead` of oneself.
 */
export async function removeMember(actor: Actor, input: RemoveMemberInput, { now }: At): Promise<void> {
  await inTransaction(async (tx) => {
    const { group, member, facts } = await memberToChange(tx, actor, input);
    if (facts) refuse(memberPolicy.remove(facts));
    if (member.leftAt !== null) return;
    await requireRecentSecondFactor(tx, actor, now);
    await endMembership(tx, group, { personId: member.personId, via: "removed", actor, now });
  });
}
