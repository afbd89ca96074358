import type { PersonActor } from "@/lib/actor/actor";
import { pool } from "@/lib/db/pool";
import { membershipsSql } from "@/lib/groups/internal/group-list-sql";

/** A group somebody is in now, and the number of its log's last event. */
export type Membership = { groupId: string; sequence: number };

/** Where this person may listen; the gateway asks at connect and after every interruption. */
export async function listMemberships(actor: PersonActor): Promise<Membership[]> {
  const { rows } = await pool().query<Membership>({
    name: "list_memberships",
    text: membershipsSql,
    values: [actor.personId, actor.kind === "employee" ? actor.channelId : null],
  });
  return rows;
}
