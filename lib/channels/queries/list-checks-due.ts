import { dueTriggerSql } from "@/lib/channels/internal/checks-due-sql";
import type { At } from "@/lib/config/clock";
import { durations } from "@/lib/config/durations";
import { pool } from "@/lib/db/pool";

/** The channels whose self-check is due, those that wait longest first. */
export async function listChecksDue({ now }: At, limit: number): Promise<string[]> {
  const { rows } = await pool().query<{ id: string }>({
    name: "list_checks_due",
    text: `SELECT id FROM channel c WHERE (${dueTriggerSql}) IS NOT NULL ORDER BY next_check_at NULLS FIRST, id LIMIT $4`,
    values: [
      now,
      new Date(now.getTime() + durations.selfCheckLease),
      new Date(now.getTime() - durations.selfCheckAfterFailure),
      limit,
    ],
  });
  return rows.map(({ id }) => id);
}

/** Channels from before there were nights of self-checks. */
export async function listUnscheduledChannels(limit: number): Promise<string[]> {
  const { rows } = await pool().query<{ id: string }>({
    name: "list_unscheduled_channels",
    text: "SELECT id FROM channel WHERE next_check_at IS NULL AND status IN ('active', 'saved') ORDER BY id LIMIT $1",
    values: [limit],
  });
  return rows.map(({ id }) => id);
}
