import type { PersonActor } from "@/lib/actor/actor";
import { currentTime } from "@/lib/config/clock";
import { pool } from "@/lib/db/pool";
import { membershipsSql } from "@/lib/groups/internal/group-list-sql";
import { staffScope } from "@/lib/groups/policy";

/** A group somebody hears, and the number of its log's last event. `until` is null for members. */
export type Membership = { groupId: string; sequence: number; until: Date | null };

/** Where this person may listen; the gateway asks at connect and after every interruption. */
export async function listMemberships(actor: PersonActor): Promise<Membership[]> {
  const scope = actor.kind === "staff" ? staffScope(actor.roles) : null;
  if (scope?.takesPart === false) return [];
  const channelId = actor.kind === "employee" ? actor.channelId : null;
  const { rows } = await pool().query<Membership>({
    name: "list_memberships",
    text: membershipsSql,
    values: [actor.personId, channelId, scope?.breaksGlass === true, currentTime()],
  });
  return rows;
}
