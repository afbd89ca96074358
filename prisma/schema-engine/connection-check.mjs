import { Client } from "pg";
import { connectionOf } from "./migration-adapter.mjs";

const REFUSALS = new Map([
  ["3D000", "P1003"],
  ["28P01", "P1000"],
  ["28000", "P1010"],
]);

/** `cli can-connect-to-database`: exit code 0, or 1 with the reason on stderr. */
export async function canConnect(url) {
  return run(connectionOf(url), () => undefined);
}

/** `cli create-database`: creates the database the URL names. */
export async function createDatabase(url) {
  const { database } = connectionOf(url);
  return run(connectionOf(url, { database: "postgres" }), (client) =>
    client.query(`CREATE DATABASE ${client.escapeIdentifier(database)}`),
  );
}

async function run(connection, work) {
  const client = new Client(connection);
  try {
    await client.connect();
    await work(client);
    return 0;
  } catch (error) {
    report(error, connection);
    return 1;
  } finally {
    await client.end().catch(() => undefined);
  }
}

// The CLI skips the first line and reads the code and the message from an ERROR line of this target.
function report(error, { host, port }) {
  const reason = error.message || error.code || String(error);
  const unreachable = `Can't reach database server at \`${host}:${port}\` (${reason})`;
  const fields = error.severity
    ? { error_code: REFUSALS.get(error.code) ?? "P1017", message: reason }
    : { error_code: "P1001", message: unreachable };
  log({ level: "INFO", fields: { message: "connecting" } });
  log({ level: "ERROR", fields });
}

function log(entry) {
  process.stderr.write(
    `${JSON.stringify({ timestamp: new Date().toISOString(), target: "schema_engine::logger", ...entry })}\n`,
  );
}
