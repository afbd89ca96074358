import { Client } from "pg";
import type { Customer } from "../world/customer.ts";

/** Takes the customer's main group away, as if it had never been bound. To be called before anybody was in it. */
export async function removeMainGroup(databaseUrl: string, customer: Customer): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    for (const table of ["group_event", "group_member"])
      await client.query(
        `DELETE FROM ${table} WHERE group_id IN (
           SELECT g.id FROM "group" AS g JOIN channel AS c ON c.id = g.channel_id WHERE c.app_id = $1)`,
        [customer.appId],
      );
    await client.query(`DELETE FROM "group" WHERE channel_id = (SELECT id FROM channel WHERE app_id = $1)`, [
      customer.appId,
    ]);
  } finally {
    await client.end();
  }
}
