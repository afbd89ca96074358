import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { postingOf } from "@/lib/messages/posting";
import type { Customer } from "../world/customer.ts";

/** Writes `count` messages ("line 1", "line 2", …) into the customer's main group as its TAM, by the product's own writer. */
export async function writeHistory(databaseUrl: string, customer: Customer, count: number): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ group_id: string; person_id: string }>(
      `SELECT m.group_id, m.person_id FROM group_member AS m
       JOIN "group" AS g ON g.id = m.group_id
       JOIN channel AS c ON c.id = g.channel_id
       JOIN person AS p ON p.id = m.person_id
       WHERE c.app_id = $1 AND p.name = $2`,
      [customer.appId, customer.tam.name],
    );
    const [place] = rows;
    if (!place) throw new Error("the customer's TAM is in no group");
    const batch = Array.from({ length: count }, (_, index) => ({
      id: randomUUID(),
      groupId: place.group_id,
      senderId: place.person_id,
      senderChannelId: null,
      clientId: randomUUID(),
      body: `line ${index + 1}`,
      mentions: [],
      mentionsAll: false,
    }));
    await client.query(postingOf(batch, { origin: "history", now: new Date(), wait: true }));
  } finally {
    await client.end();
  }
}
