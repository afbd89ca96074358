import type { StaffActor } from "@/lib/actor/actor";
import type { RequestMainGroupInput } from "@/lib/channels/contract";
import { openRequestCountSql } from "@/lib/channels/internal/customer-list-sql";
import { leadsService } from "@/lib/channels/policy";
import { pool } from "@/lib/db/pool";

/** How many requests for a service main group wait for this one of the service team. */
export async function countMainGroupRequests(
  actor: StaffActor,
  _input: RequestMainGroupInput,
): Promise<{ count: number }> {
  const { rows } = await pool().query<{ count: number }>({
    name: "count_main_group_requests",
    text: openRequestCountSql,
    values: [leadsService(actor), actor.personId],
  });
  return { count: rows[0]?.count ?? 0 };
}
