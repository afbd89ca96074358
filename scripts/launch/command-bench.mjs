import { build } from "./build.mjs";
import { embeddedDatabase, productEnvironment } from "./environment.mjs";
import { migrate } from "./prisma.mjs";
import { dataDirectory } from "./root.mjs";

/** Measures on a durable PostgreSQL of its own, so that a demo's data neither disturbs nor is disturbed. */
export async function run(session, args) {
  await build();
  const DATABASE_URL = await embeddedDatabase(session, dataDirectory("bench"));
  const env = await productEnvironment(session, { mode: "demo", DATABASE_URL });
  await migrate(DATABASE_URL);
  return session.foreground(process.execPath, ["--import", "tsx", "bench/main.ts", ...args], env);
}
