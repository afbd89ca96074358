import { Client, type QueryResultRow } from "pg";
import { environment } from "@/lib/config/environment";

/** One statement, or several without values, by who owns the test's database: what the application itself may not do. */
export async function asOwner<Row extends QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]> {
  const owner = new Client({ connectionString: environment().DATABASE_URL });
  // What breaks the connection (a test may kill PostgreSQL) also fails the statement; unheard, it would end the process.
  owner.on("error", () => undefined);
  await owner.connect();
  try {
    const { rows } = await owner.query<Row>(text, values);
    return rows;
  } finally {
    await owner.end();
  }
}
