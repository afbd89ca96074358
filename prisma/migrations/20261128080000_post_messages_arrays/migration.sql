-- Posts a batch of messages in one round trip (docs/architecture.md#the-message-path). What it is given is an array per
-- column, and so is what it answers, in the order of the batch: JSON both ways took a fifth of what a message costs here
-- (docs/decisions/0006-plans-of-post-messages.md). `mentioned_ids[n]` is named by message number `mention_ordinals[n]`, from 1.
--
-- Outcomes: posted; replayed (this client id was posted before: `original_ids` and `original_times` are the original's, else
-- null); no_such_group (also for a stranger, so that ids cannot be probed); busy (the group is locked by somebody else and
-- wait_for_locks is false); archived; everyone_not_allowed; no_such_original. It decides as groupPolicy.post and
-- mayMentionEveryone do, and the bound of the latter is EVERYONE_LIMIT of lib/groups/contract.ts: table tests prove that both
-- say the same. `sender_channel_ids` are what employees' sessions are bound to, null for the service side.
DROP FUNCTION post_messages(jsonb, text, timestamptz, timestamptz, timestamptz, boolean);

-- The queue library makes its schema itself, after these migrations: the body is checked when it first runs.
SET check_function_bodies = off;
CREATE FUNCTION post_messages(
  ids uuid[], group_ids uuid[], sender_ids uuid[], sender_channel_ids uuid[], client_ids uuid[], bodies text[],
  reply_to_ids uuid[], mentions_all boolean[], mention_ordinals int[], mentioned_ids uuid[],
  origin text, posted_at timestamptz, card_due_at timestamptz, mail_due_at timestamptz, wait_for_locks boolean,
  OUT outcomes text[], OUT sequences bigint[], OUT original_ids uuid[], OUT original_times timestamptz[])
LANGUAGE plpgsql
-- Planned once per connection: planning for each batch anew cost ten times what posting one message does.
SET plan_cache_mode = force_generic_plan
-- A plan made while the tables are empty is kept until they are analyzed, a minute later at best: nothing may lead it to
-- read a table from end to end meanwhile (docs/decisions/0006-plans-of-post-messages.md).
SET enable_seqscan = off
SET jit = off
AS $$
DECLARE
  locked uuid[];
  firsts int[];
  grown_ids uuid[];
  grown_sequences bigint[];
  jobs graphile_worker.job_spec[];
BEGIN
  -- (1) Every writer locks in the order of ids, so that two batches cannot wait for each other.
  IF wait_for_locks THEN
    SELECT array_agg(id) INTO locked
    FROM (SELECT id FROM "group" WHERE id = ANY (group_ids) ORDER BY id FOR NO KEY UPDATE) AS mine;
  ELSE
    SELECT array_agg(id) INTO locked
    FROM (SELECT id FROM "group" WHERE id = ANY (group_ids) ORDER BY id FOR NO KEY UPDATE SKIP LOCKED) AS mine;
  END IF;
  locked := coalesce(locked, '{}');

  -- (2) A new statement sees what was committed while this one waited: removals, replays, numbers.
  WITH item AS (
    SELECT u.*, min(u.ordinal) OVER (PARTITION BY u.group_id, u.sender_id, u.client_id) AS first_ordinal
    FROM unnest(ids, group_ids, sender_ids, sender_channel_ids, client_ids, bodies, reply_to_ids, mentions_all) WITH ORDINALITY
      AS u(id, group_id, sender_id, sender_channel_id, client_id, body, reply_to_id, mentions_all, ordinal)
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
  ), numbered AS (
    SELECT j.*, CASE j.outcome
        WHEN 'replayed' THEN j.known_sequence
        WHEN 'posted' THEN j.base + count(*) FILTER (WHERE j.outcome = 'posted') OVER (PARTITION BY j.group_id ORDER BY j.ordinal)
      END AS sequence
    FROM judged AS j
  ), new_messages AS (
    INSERT INTO message (id, group_id, sequence, sender_id, client_id, body, created_at, reply_to_id)
    SELECT id, group_id, sequence, sender_id, client_id, body, posted_at, reply_to_id FROM numbered WHERE outcome = 'posted'
  ), new_events AS (
    INSERT INTO group_event (group_id, sequence, type, subject_id, actor_id, created_at)
    SELECT group_id, sequence, 'message.created', id, sender_id, posted_at FROM numbered WHERE outcome = 'posted'
  ), grown AS (
    UPDATE "group" AS g SET sequence = last.sequence
    FROM (SELECT group_id, max(sequence) AS sequence FROM numbered WHERE outcome = 'posted' GROUP BY group_id) AS last
    WHERE g.id = last.group_id
    RETURNING g.id, g.sequence
  )
  SELECT answer.*, growth.*
  FROM (
    SELECT array_agg(outcome ORDER BY ordinal), array_agg(sequence ORDER BY ordinal),
      array_agg(known_id ORDER BY ordinal), array_agg(known_at ORDER BY ordinal), array_agg(first_ordinal ORDER BY ordinal)
    FROM numbered) AS answer,
    (SELECT array_agg(id ORDER BY id), array_agg(sequence ORDER BY id) FROM grown) AS growth
  INTO outcomes, sequences, original_ids, original_times, firsts, grown_ids, grown_sequences;

  -- What comes twice in one batch is told what became of the first.
  IF 'repeated' = ANY (outcomes) THEN
    FOR n IN 1 .. cardinality(outcomes) LOOP
      CONTINUE WHEN outcomes[n] <> 'repeated';
      outcomes[n] := CASE outcomes[firsts[n]] WHEN 'posted' THEN 'replayed' ELSE outcomes[firsts[n]] END;
      CONTINUE WHEN outcomes[n] <> 'replayed';
      sequences[n] := sequences[firsts[n]];
      original_ids[n] := ids[firsts[n]];
      original_times[n] := posted_at;
    END LOOP;
  END IF;

  IF NOT 'replayed' = ANY (outcomes) THEN
    original_ids := NULL;
    original_times := NULL;
  END IF;

  -- (3) Mentions, and one job per recipient; most messages name nobody.
  IF cardinality(mentioned_ids) > 0 OR true = ANY (mentions_all) THEN
    WITH fresh AS (
      SELECT u.* FROM unnest(ids, group_ids, sender_ids, mentions_all, outcomes, sequences) WITH ORDINALITY
        AS u(id, group_id, sender_id, mentions_all, outcome, sequence, ordinal)
      WHERE u.outcome = 'posted'
    ), named AS (
      SELECT f.id AS message_id, f.group_id, f.sequence, m.person_id, m.side
      FROM fresh AS f
      JOIN LATERAL (
        SELECT gm.person_id, gm.side FROM group_member AS gm
        WHERE gm.group_id = f.group_id AND gm.left_at IS NULL AND gm.person_id <> f.sender_id OFFSET 0) AS m ON true
      WHERE f.mentions_all
      UNION
      SELECT f.id, f.group_id, f.sequence, m.person_id, m.side
      FROM unnest(mention_ordinals, mentioned_ids) AS u(ordinal, person_id)
      JOIN fresh AS f ON f.ordinal = u.ordinal
      JOIN LATERAL (
        SELECT gm.person_id, gm.side FROM group_member AS gm
        WHERE gm.group_id = f.group_id AND gm.person_id = u.person_id AND gm.left_at IS NULL AND gm.person_id <> f.sender_id
        LIMIT 1) AS m ON true
    ), new_mentions AS (
      INSERT INTO mention (message_id, person_id, group_id, sequence, created_at)
      SELECT message_id, person_id, group_id, sequence, posted_at FROM named
    )
    -- Job keys are taken in the order of persons, for the same reason as the groups.
    SELECT array_agg((
        'notify-person', json_build_object('personId', person_id), NULL,
        CASE side WHEN 'customer' THEN card_due_at ELSE mail_due_at END,
        10, 'notify-person:' || person_id, 0, NULL)::graphile_worker.job_spec ORDER BY person_id)
    INTO jobs FROM (SELECT DISTINCT person_id, side FROM named) AS recipient;
    IF jobs IS NOT NULL THEN
      PERFORM graphile_worker.add_jobs(jobs, true);
    END IF;
  END IF;

  -- (4) One announcement per batch, only if this commits.
  IF grown_ids IS NOT NULL THEN
    PERFORM announce_groups(origin, grown_ids, grown_sequences);
  END IF;
END
$$;
SET check_function_bodies = on;
