-- What Prisma's schema cannot say: checks, partial indexes, and the function every message goes through.

ALTER TABLE "installation" ADD CONSTRAINT "installation_is_one_row" CHECK ("id" = 1);
ALTER TABLE "support_plan" ADD CONSTRAINT "support_plan_validity" CHECK ("valid_from" < "valid_to");
ALTER TABLE "principal" ADD CONSTRAINT "principal_password" CHECK (("kind" = 'ram_role') = ("password_hash" IS NULL));
ALTER TABLE "person" ADD CONSTRAINT "person_account" CHECK (("side" = 'customer') = ("account_id" IS NOT NULL));
ALTER TABLE "group_member" ADD CONSTRAINT "group_member_customer"
  CHECK (CASE "side" WHEN 'customer' THEN "customer_account_id" IS NOT DISTINCT FROM "account_id" ELSE "customer_account_id" IS NULL END);
ALTER TABLE "session" ADD CONSTRAINT "session_holder" CHECK (CASE "door"
  WHEN 'employee' THEN "person_id" IS NOT NULL AND "channel_id" IS NOT NULL AND "principal_id" IS NULL
  WHEN 'staff' THEN "person_id" IS NOT NULL AND "channel_id" IS NULL AND "principal_id" IS NULL
  ELSE "principal_id" IS NOT NULL AND "person_id" IS NULL AND "channel_id" IS NULL END);
ALTER TABLE "mention" ADD CONSTRAINT "mention_outcome_at" CHECK (("outcome" IS NULL) = ("outcome_at" IS NULL));
ALTER TABLE "card_delivery" ADD CONSTRAINT "card_delivery_finished" CHECK (("status" = 'sending') = ("finished_at" IS NULL));

CREATE UNIQUE INDEX "principal_one_primary" ON "principal" ("account_id") WHERE "kind" = 'primary';
CREATE UNIQUE INDEX "group_one_main" ON "group" ("channel_id", "plan_id") WHERE "kind" = 'main';
-- At most one card under way per person: the claim of the fatigue window.
CREATE UNIQUE INDEX "card_delivery_one_sending" ON "card_delivery" ("person_id") WHERE "status" = 'sending';
CREATE INDEX "mention_pending" ON "mention" ("person_id", "created_at") WHERE "outcome" IS NULL;
CREATE INDEX "group_member_present" ON "group_member" ("person_id") WHERE "left_at" IS NULL;
CREATE INDEX "group_member_count" ON "group_member" ("group_id") WHERE "left_at" IS NULL;
-- "Does an unread message mention me", for every row of somebody's list.
CREATE INDEX "mention_person_id_group_id_sequence_idx" ON "mention" ("person_id", "group_id", "sequence");

-- Tells every process, on commit, how far the logs of some groups reach: [origin, [groupId, toSequence] …] in payloads
-- that stay below NOTIFY's 8,000 bytes (100 pairs of at most 60 bytes).
CREATE FUNCTION announce_groups(origin text, group_ids uuid[], sequences bigint[]) RETURNS void
LANGUAGE sql AS $$
  SELECT pg_notify('group_log', payload::text) FROM (
    SELECT jsonb_build_array(origin) || jsonb_agg(jsonb_build_array(id, sequence)) AS payload
    FROM (SELECT id, sequence, (row_number() OVER () - 1) / 100 AS part FROM unnest(group_ids, sequences) AS a(id, sequence)) parts
    GROUP BY part
  ) payloads
$$;

-- Posts a batch of messages in one round trip (docs/architecture.md#the-message-path) and returns, in no particular
-- order, one object per message: {ordinal, outcome, id, sequence, createdAt}. Outcomes: posted; replayed (this client id
-- was posted before: the original); no_such_group (also for a stranger, so that ids cannot be probed); busy (the group is
-- locked by somebody else and wait_for_locks is false); archived. It decides as groupPolicy.post does; "senderChannelId" is
-- the channel an employee's session is bound to, null for the service side.
-- The queue library makes its schema itself, after these migrations: the body is checked when it first runs.
SET check_function_bodies = off;
CREATE FUNCTION post_messages(batch jsonb, origin text, posted_at timestamptz, card_due_at timestamptz, mail_due_at timestamptz, wait_for_locks boolean)
RETURNS jsonb
LANGUAGE plpgsql
-- Planned once per connection: planning for each batch anew cost ten times what posting one message does.
SET plan_cache_mode = force_generic_plan
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
      min(r.ordinal) OVER (PARTITION BY r."groupId", r."senderId", r."clientId") AS first_ordinal
    FROM jsonb_to_recordset(batch)
      AS r(ordinal int, id uuid, "groupId" uuid, "senderId" uuid, "senderChannelId" uuid, "clientId" uuid, body text,
        mentions uuid[], "mentionsAll" boolean)
  ), judged AS (
    SELECT i.*, g.sequence AS base, known.id AS known_id, known.sequence AS known_sequence, known.created_at AS known_at,
      CASE
        WHEN known.id IS NOT NULL THEN 'replayed'
        WHEN m.person_id IS NULL THEN 'no_such_group'
        WHEN i.sender_channel_id IS NOT NULL AND (g.channel_id <> i.sender_channel_id OR g.kind = 'internal') THEN 'no_such_group'
        WHEN NOT g.id = ANY (locked) THEN 'busy'
        WHEN g.archived_at IS NOT NULL THEN 'archived'
        WHEN i.ordinal > i.first_ordinal THEN 'repeated'
        ELSE 'posted'
      END AS outcome
    FROM item AS i
    LEFT JOIN "group" AS g ON g.id = i.group_id
    LEFT JOIN group_member AS m ON m.group_id = i.group_id AND m.person_id = i.sender_id AND m.left_at IS NULL
    LEFT JOIN message AS known ON known.group_id = i.group_id AND known.sender_id = i.sender_id AND known.client_id = i.client_id
  ), fresh AS (
    SELECT j.*, j.base + row_number() OVER (PARTITION BY j.group_id ORDER BY j.ordinal) AS sequence
    FROM judged AS j WHERE j.outcome = 'posted'
  ), new_messages AS (
    INSERT INTO message (id, group_id, sequence, sender_id, client_id, body, created_at)
    SELECT id, group_id, sequence, sender_id, client_id, body, posted_at FROM fresh
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
    JOIN group_member AS m ON m.group_id = f.group_id AND m.left_at IS NULL AND m.person_id <> f.sender_id
      AND (f.mentions_all OR m.person_id = ANY (f.mentions))
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
