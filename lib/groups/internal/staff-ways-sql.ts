/** Whether `person` has this group open by break-glass at `now`: the open ones of a table aliased b. */
export const openedSql = (person: string, now: string): string =>
  `b.person_id = ${person}::uuid AND b.ended_at IS NULL AND b.ends_at > ${now}::timestamptz`;

/** The ways of a person into one group that stand in rows, as `StaffWays`. $1 group, $2 person, $3 now. */
export const staffWaysSql = `
  SELECT
    EXISTS (SELECT FROM break_glass b WHERE b.group_id = $1::uuid AND ${openedSql("$2", "$3")}) AS opened,
    EXISTS (
      SELECT FROM ticket t WHERE t.assignee_id IS NULL AND t.status NOT IN ('resolved', 'closed')
        AND (t.group_id = $1::uuid OR t.internal_group_id = $1::uuid)) AS queued`;
