/**
 * When the self-check of a channel is due, and why: what was sent has failed since it was last looked at, its secret is
 * new, or its time has come. Whoever runs one has moved `next_check_at` ahead by the lease, which holds off all three.
 * $1 now, $2 end of the lease, $3 since when a failure has been looked at already.
 */
export const dueTriggerSql = `
  CASE
    WHEN c.status NOT IN ('active', 'saved') OR (c.next_check_at > $1 AND c.next_check_at <= $2) THEN NULL
    WHEN c.status = 'active' AND c.broken_at > c.checked_at AND NOT EXISTS (
      SELECT FROM channel_check_run r WHERE r.channel_id = c.id AND r.trigger = 'failure' AND r.checked_at > $3) THEN 'failure'
    WHEN c.next_check_at IS NOT NULL AND c.secret_changed_at > c.checked_at THEN 'secret_changed'
    WHEN c.next_check_at <= $1 THEN 'scheduled'
  END`;
