import type { Tx } from "@/lib/db/prisma";
import { recordMemberEvents } from "@/lib/events/record-member-events";
import { joinMember } from "@/lib/groups/internal/join-member";

type MainGroup = { id: string; accountId: string };
type Admission = {
  /** Who asked for the group and is let in whatever was before. */
  askerIds: readonly string[];
  /** Who would have joined by signing in; who left or was removed stays out. The first of them first. */
  signedInIds: readonly string[];
  actorId: string | null;
  now: Date;
};

/**
 * Lets employees of one customer into their service main group, whose log the caller has locked. The first customer in
 * the group is its owner (design.md §3).
 */
export async function admitEmployees(tx: Tx, group: MainGroup, admission: Admission): Promise<void> {
  const { askerIds, signedInIds, actorId, now } = admission;
  const customer = await tx.groupMember.findFirst({
    where: { groupId: group.id, side: "customer", leftAt: null },
    select: { personId: true },
  });
  const join = async (personId: string, joinedVia: "added" | "sign_in", role: "owner" | "member") => {
    const person = { id: personId, side: "customer" as const };
    const mayReturn = joinedVia === "added";
    return joinMember(tx, group, person, { role, joinedVia, mayReturn, actorId, now });
  };
  let hasOwner = customer !== null;
  for (const personId of askerIds)
    hasOwner = (await join(personId, "added", hasOwner ? "member" : "owner")) || hasOwner;
  const rest = [...signedInIds];
  if (!hasOwner) {
    for (const personId of signedInIds) {
      rest.shift();
      if (await join(personId, "sign_in", "owner")) break;
    }
  }
  await joinAll(tx, group, rest, { actorId, now });
}

/** A thousand people may be signed in: one statement for all of them. */
async function joinAll(
  tx: Tx,
  group: MainGroup,
  personIds: readonly string[],
  { actorId, now }: Pick<Admission, "actorId" | "now">,
): Promise<void> {
  if (personIds.length === 0) return;
  const joined = await tx.$queryRaw<{ personId: string }[]>`
    INSERT INTO group_member (group_id, account_id, person_id, side, customer_account_id, role, joined_via, read_sequence, joined_at)
    SELECT g.id, g.account_id, p.id, 'customer', g.account_id, 'member', 'sign_in', g.sequence, ${now}
    FROM "group" g CROSS JOIN (SELECT DISTINCT id FROM unnest(${personIds}::uuid[]) AS wanted(id)) AS p
    WHERE g.id = ${group.id}::uuid
    ORDER BY p.id
    ON CONFLICT (group_id, person_id) DO NOTHING
    RETURNING person_id AS "personId"`;
  const ids = joined.map(({ personId }) => personId).toSorted();
  await recordMemberEvents(tx, { groupId: group.id, type: "member.joined", personIds: ids, actorId, now });
}
