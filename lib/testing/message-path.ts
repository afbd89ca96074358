import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import type { PersonActor } from "@/lib/actor/actor";
import { environment } from "@/lib/config/environment";
import { newId } from "@/lib/db/new-id";
import { pool } from "@/lib/db/pool";
import { mentionsIn } from "@/lib/messages/contract";
import { postingOf } from "@/lib/messages/posting";
import { asOwner } from "@/lib/testing/as-owner";

type Change = { clientId?: string; body?: string; mentions?: string[]; mentionsAll?: boolean };

/** A message of `sender` as the writer hands it to the database. */
export function aMessage(groupId: string, sender: PersonActor, change: Change = {}) {
  return {
    id: newId(),
    groupId,
    senderId: sender.personId,
    senderChannelId: sender.kind === "employee" ? sender.channelId : null,
    clientId: randomUUID(),
    body: "hello",
    mentions: [],
    mentionsAll: false,
    ...change,
  };
}

/** Somebody else's transaction that has locked these groups. */
export async function holdGroups(...groupIds: string[]) {
  const holder = new Client({ connectionString: environment().DATABASE_URL });
  await holder.connect();
  await holder.query("BEGIN");
  await holder.query('SELECT 1 FROM "group" WHERE id = ANY ($1::uuid[]) ORDER BY id FOR NO KEY UPDATE', [
    groupIds,
  ]);
  return {
    query: (text: string, values: unknown[]) => holder.query(text, values),
    release: async () => {
      await holder.query("COMMIT");
      await holder.end();
    },
  };
}

/** Resolves when some connection waits for a lock: the other side of a race has come as far as it can. */
export async function somebodyWaits(): Promise<void> {
  for (;;) {
    const rows = await asOwner<{ waiting: number }>(
      "SELECT count(*)::int AS waiting FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()",
    );
    if ((rows[0]?.waiting ?? 0) > 0) return;
    await sleep(5);
  }
}

/** Breaks every connection of this process whose application name is this one. */
export async function breakConnections(applicationName: string): Promise<void> {
  await asOwner(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1 AND datname = current_database()",
    [applicationName],
  );
}

/** A message that another process writes; ours hears of it by its notice alone. */
export async function sendElsewhere(groupId: string, sender: PersonActor, body: string): Promise<void> {
  const mentions = mentionsIn(body).personIds;
  const message = aMessage(groupId, sender, { body, mentions });
  await pool().query(postingOf([message], { origin: "elsewhere", now: new Date(), wait: true }));
}
