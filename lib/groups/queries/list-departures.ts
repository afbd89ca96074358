import { pool } from "@/lib/db/pool";

/** How somebody's access to a group ended; null where the rows do not tell, or where they are back already. */
export type Departure = { groupId: string; via: "left" | "removed" | "opening_ended" | null };

/** Who had a group open by break-glass may have been a member before: the later of the two is what ended now. */
const sql = `
  SELECT asked.group_id AS "groupId",
    CASE WHEN o.ended > coalesce(m.left_at, '-infinity') THEN 'opening_ended' ELSE m.left_via::text END AS via
  FROM unnest($2::uuid[]) AS asked(group_id)
  LEFT JOIN group_member m ON m.group_id = asked.group_id AND m.person_id = $1
  LEFT JOIN LATERAL (
    SELECT max(coalesce(b.ended_at, b.ends_at)) AS ended FROM break_glass b
    WHERE b.group_id = asked.group_id AND b.person_id = $1
  ) AS o ON true`;

/** How a person came to be out of these groups; the gateway tells it to their open pages. */
export async function listDepartures(personId: string, groupIds: readonly string[]): Promise<Departure[]> {
  const values = [personId, groupIds];
  const { rows } = await pool().query<Departure>({ name: "list_departures", text: sql, values });
  return rows;
}
