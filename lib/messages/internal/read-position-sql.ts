/**
 * Advances read positions, never back and never beyond the log's end, in the order in which everybody locks these rows.
 * Answers the position of each who is a member. $1 groups, $2 persons, $3 the channels their sessions are bound to or null,
 * $4 sequences, pairwise.
 */
export const advanceReadSql = `
  WITH wanted AS (
    SELECT w.group_id, w.person_id, least(w.sequence, g.sequence) AS sequence
    FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[]) AS w(group_id, person_id, channel_id, sequence)
    JOIN "group" g ON g.id = w.group_id AND (w.channel_id IS NULL OR (g.channel_id = w.channel_id AND g.kind <> 'internal'))
  ), mine AS (
    SELECT m.group_id, m.person_id, greatest(m.read_sequence, wanted.sequence) AS sequence, m.read_sequence AS before
    FROM group_member m JOIN wanted USING (group_id, person_id)
    WHERE m.left_at IS NULL
    ORDER BY m.group_id, m.person_id FOR NO KEY UPDATE OF m
  ), advanced AS (
    UPDATE group_member m SET read_sequence = mine.sequence
    FROM mine
    WHERE m.group_id = mine.group_id AND m.person_id = mine.person_id AND mine.sequence > m.read_sequence
    RETURNING m.group_id, m.person_id, m.read_sequence
  ), told AS (
    SELECT pg_notify('read_positions', jsonb_agg(jsonb_build_array(person_id, group_id, read_sequence))::text)
    FROM (SELECT *, (row_number() OVER () - 1) / 60 AS part FROM advanced) AS parts GROUP BY part
  )
  SELECT group_id AS "groupId", person_id AS "personId", sequence, (SELECT count(*) FROM told) AS told FROM mine`;
