import { pool } from "@/lib/db/pool";

/** How somebody's membership of a group ended; null where the row does not tell, or where they are back already. */
export type Departure = { groupId: string; via: "left" | "removed" | null };

/** How a person came to be out of these groups; the gateway tells it to their open pages. */
export async function listDepartures(personId: string, groupIds: readonly string[]): Promise<Departure[]> {
  const { rows } = await pool().query<Departure>({
    name: "list_departures",
    text: `SELECT group_id AS "groupId", left_via::text AS via FROM group_member WHERE person_id = $1 AND group_id = ANY ($2::uuid[])`,
    values: [personId, groupIds],
  });
  return rows;
}
