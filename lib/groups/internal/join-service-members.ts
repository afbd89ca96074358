import type { Tx } from "@/lib/db/prisma";

type Joining = { role: "owner" | "member"; now: Date };

/**
 * Makes these people of the service side members of a ticket's group whose log the caller has locked, in one statement,
 * and answers who of them was none, by id: as `joinMember` does with who may return.
 */
export async function joinServiceMembers(
  tx: Tx,
  group: { id: string; accountId: string },
  personIds: readonly string[],
  { role, now }: Joining,
): Promise<string[]> {
  // Rows of who is there already are not touched: others move read positions on them without the group's lock.
  const joined = await tx.$queryRaw<{ personId: string }[]>`
    INSERT INTO group_member AS m (group_id, account_id, person_id, side, role, joined_via, read_sequence, joined_at)
    SELECT g.id, ${group.accountId}::uuid, p.id, 'service', ${role}::member_role, 'ticket', g.sequence, ${now}
    FROM "group" g CROSS JOIN (SELECT DISTINCT id FROM unnest(${personIds}::uuid[]) AS wanted(id)) AS p
    WHERE g.id = ${group.id}::uuid
      AND NOT EXISTS (SELECT FROM group_member o WHERE o.group_id = g.id AND o.person_id = p.id AND o.left_at IS NULL)
    ORDER BY p.id
    ON CONFLICT (group_id, person_id) DO UPDATE
      SET left_at = NULL, left_via = NULL, role = excluded.role, joined_via = excluded.joined_via, joined_at = excluded.joined_at
      WHERE m.left_at IS NOT NULL
    RETURNING m.person_id AS "personId"`;
  return joined.map(({ personId }) => personId).toSorted();
}
