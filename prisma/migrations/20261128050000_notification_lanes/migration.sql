-- What a card shows, so that it can be replaced when its message is edited or recalled, and how often it was.
ALTER TABLE "card_delivery" ADD COLUMN "lead_message_id" UUID,
ADD COLUMN "lead_version" INTEGER,
ADD COLUMN "updates" INTEGER NOT NULL DEFAULT 0;

CREATE INDEX "card_delivery_lead_message_id_idx" ON "card_delivery"("lead_message_id");

-- post_messages as in 20261128040000_replies, but for the outcome everyone_not_allowed. The bound is EVERYONE_LIMIT of
-- lib/groups/contract.ts; a table test proves that both say the same.
SET check_function_bodies = off;
CREATE OR REPLACE FUNCTION post_messages(batch jsonb, origin text, posted_at timestamptz, card_due_at timestamptz, mail_due_at timestamptz, wait_for_locks boolean)
RETURNS jsonb
LANGUAGE plpgsql
-- Planned once per connection: planning for each batch anew cost ten times what posting one message does.
SET plan_cache_mode = force_generic_plan
-- A plan made while the tables are empty is kept until they are analyzed, a minute later at best: nothing may lead it to
-- read a table from end to end meanwhile (docs/decisions/0006-plans-of-post-messages.md).
SET enable_seqscan = off
SET jit = off
AS $$
DECLARE
  wanted uuid[];
  locked uuid[];
  result jsonb;
  grown_ids uuid[];
  grown_sequences bigint[];
  jobs graphile_worker.job_spec[];
BEGIN
  SELECT array_agg(DISTINCT (item->>'groupId')::uuid) INTO wanted FROM jsonb_array_elements(batch) AS item;

  -- (1) Every writer locks in the order of ids, so that two batches cannot wait for each other.
  IF wait_for_locks THEN
    SELECT array_agg(id) INTO locked
    FROM (SELECT id FROM "group" WHERE id = ANY (wanted) ORDER BY id FOR NO KEY UPDATE) AS mine;
  ELSE
    SELECT array_agg(id) INTO locked
    FROM (SELECT id FROM "group" WHERE id = ANY (wanted) ORDER BY id FOR NO KEY UPDATE SKIP LOCKED) AS mine;
  END IF;
  locked := coalesce(locked, '{}');

  -- (2) A new statement sees what was committed while this one waited: removals, replays, numbers.
  WITH item AS (
    SELECT r.ordinal, r.id, r."groupId" AS group_id, r."senderId" AS sender_id, r."senderChannelId" AS sender_channel_id,
      r."clientId" AS client_id, r.body, r.mentions, r."mentionsAll" AS mentions_all,
      r."replyToId" AS reply_to_id,
      min(r.ordinal) OVER (PARTITION BY r."groupId", r."senderId", r."clientId") AS first_ordinal
    FROM jsonb_to_recordset(batch)
      AS r(ordinal int, id uuid, "groupId" uuid, "senderId" uuid, "senderChannelId" uuid, "clientId" uuid, body text,
        mentions uuid[], "mentionsAll" boolean, "replyToId" uuid)
  ), judged AS (
    SELECT i.*, g.sequence AS base, known.id AS known_id, known.sequence AS known_sequence, known.created_at AS known_at,
      CASE
        WHEN known.id IS NOT NULL THEN 'replayed'
        WHEN m.is_present IS NOT TRUE THEN 'no_such_group'
        WHEN i.sender_channel_id IS NOT NULL AND (g.channel_id <> i.sender_channel_id OR g.kind = 'internal') THEN 'no_such_group'
        WHEN NOT g.id = ANY (locked) THEN 'busy'
        WHEN g.archived_at IS NOT NULL THEN 'archived'
        -- In larger groups only owners and the service team mention everyone; counted only then, and no further than needed.
        WHEN i.mentions_all AND i.sender_channel_id IS NOT NULL AND m.role <> 'owner' AND (
          SELECT count(*) FROM (
            SELECT 1 FROM group_member AS present
            WHERE present.group_id = i.group_id AND present.left_at IS NULL LIMIT 16) AS counted) > 15 THEN 'everyone_not_allowed'
        WHEN i.ordinal > i.first_ordinal THEN 'repeated'
        -- Looked up only where there is a reply, by the key alone.
        WHEN i.reply_to_id IS NOT NULL AND (
          SELECT o.group_id = i.group_id AND o.notice IS NULL FROM message AS o WHERE o.id = i.reply_to_id LIMIT 1) IS NOT TRUE THEN 'no_such_original'
        ELSE 'posted'
      END AS outcome
    FROM item AS i
    LEFT JOIN LATERAL (SELECT * FROM "group" WHERE "group".id = i.group_id LIMIT 1) AS g ON true
    LEFT JOIN LATERAL (
      SELECT gm.left_at IS NULL AS is_present, gm.role FROM group_member AS gm
      WHERE gm.group_id = i.group_id AND gm.person_id = i.sender_id LIMIT 1) AS m ON true
    LEFT JOIN LATERAL (
      SELECT k.id, k.sequence, k.created_at FROM message AS k
      WHERE k.sender_id = i.sender_id AND k.client_id = i.client_id AND k.group_id IS NOT DISTINCT FROM i.group_id LIMIT 1) AS known ON true
  ), fresh AS (
    SELECT j.*, j.base + row_number() OVER (PARTITION BY j.group_id ORDER BY j.ordinal) AS sequence
    FROM judged AS j WHERE j.outcome = 'posted'
  ), new_messages AS (
    INSERT INTO message (id, group_id, sequence, sender_id, client_id, body, created_at, reply_to_id)
    SELECT id, group_id, sequence, sender_id, client_id, body, posted_at, reply_to_id FROM fresh
  ), new_events AS (
    INSERT INTO group_event (group_id, sequence, type, subject_id, actor_id, created_at)
    SELECT group_id, sequence, 'message.created', id, sender_id, posted_at FROM fresh
  ), grown AS (
    UPDATE "group" AS g SET sequence = last.sequence
    FROM (SELECT group_id, max(sequence) AS sequence FROM fresh GROUP BY group_id) AS last
    WHERE g.id = last.group_id
    RETURNING g.id, g.sequence
  ), named AS (
    SELECT f.id AS message_id, m.person_id, m.side, f.group_id, f.sequence
    FROM fresh AS f
    JOIN LATERAL (
      SELECT gm.person_id, gm.side FROM group_member AS gm
      WHERE gm.group_id = f.group_id AND gm.left_at IS NULL AND gm.person_id <> f.sender_id
        AND (f.mentions_all OR gm.person_id = ANY (f.mentions)) OFFSET 0) AS m ON true
    WHERE f.mentions_all OR cardinality(f.mentions) > 0
  ), new_mentions AS (
    INSERT INTO mention (message_id, person_id, group_id, sequence, created_at)
    SELECT message_id, person_id, group_id, sequence, posted_at FROM named
  )
  SELECT
    (SELECT jsonb_agg(jsonb_build_object(
        'ordinal', j.ordinal,
        'outcome', CASE j.outcome WHEN 'repeated' THEN 'replayed' ELSE j.outcome END,
        'id', coalesce(j.known_id, f.id), 'sequence', coalesce(j.known_sequence, f.sequence),
        'createdAt', coalesce(j.known_at, posted_at)))
      FROM judged AS j LEFT JOIN fresh AS f
        ON f.group_id = j.group_id AND f.sender_id = j.sender_id AND f.client_id = j.client_id),
    (SELECT array_agg(id ORDER BY id) FROM grown),
    (SELECT array_agg(sequence ORDER BY id) FROM grown),
    -- Job keys are taken in the order of persons, for the same reason as the groups.
    (SELECT array_agg((
        'notify-person', json_build_object('personId', person_id), NULL,
        CASE side WHEN 'customer' THEN card_due_at ELSE mail_due_at END,
        10, 'notify-person:' || person_id, 0, NULL)::graphile_worker.job_spec ORDER BY person_id)
      FROM (SELECT DISTINCT person_id, side FROM named) AS recipient)
  INTO result, grown_ids, grown_sequences, jobs;

  -- (3) One job per recipient, one announcement per batch, both only if this commits.
  IF jobs IS NOT NULL THEN
    PERFORM graphile_worker.add_jobs(jobs, true);
  END IF;
  IF grown_ids IS NOT NULL THEN
    PERFORM announce_groups(origin, grown_ids, grown_sequences);
  END IF;
  RETURN result;
END
$$;
SET check_function_bodies = on;
