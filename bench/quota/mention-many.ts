import { newId } from "../../lib/db/new-id";
import { pool } from "../../lib/db/pool";

type Mentioning = { senderId: string; personId: string; count: number; at: number };

/** Mentions a person in some messages at once, as rows: posting is another bench's subject. */
export async function mentionMany(
  groupId: string,
  { senderId, personId, count, at }: Mentioning,
): Promise<void> {
  const ids = Array.from({ length: count }, () => newId());
  await pool().query(
    `WITH grown AS (UPDATE "group" SET sequence = sequence + cardinality($2::uuid[]) WHERE id = $1 RETURNING sequence - cardinality($2::uuid[]) AS base),
     said AS (
       INSERT INTO message (id, group_id, sequence, sender_id, client_id, body, created_at)
       SELECT u.id, $1, base + u.place, $3, u.id, 'please have a look', $5 FROM grown, unnest($2::uuid[]) WITH ORDINALITY AS u(id, place)
       RETURNING id, sequence)
     INSERT INTO mention (message_id, person_id, group_id, sequence, created_at) SELECT id, $4, $1, sequence, $5 FROM said`,
    [groupId, ids, senderId, personId, new Date(at)],
  );
}
