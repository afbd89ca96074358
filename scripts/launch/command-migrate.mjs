import { loadDotEnv, productEnvironment } from "./environment.mjs";
import { ensureGenerated, prepareDatabase, prismaArgs } from "./prisma.mjs";

/** `migrate` applies what is pending; `migrate -- dev --name x`, `migrate -- status` … are Prisma's own. */
export async function run(session, args) {
  loadDotEnv();
  const env = await productEnvironment(session, { otherwise: "development" });
  await ensureGenerated();
  if (args.length > 0) {
    const asOwner = { ...env, DATABASE_URL: env.DATABASE_MIGRATE_URL || env.DATABASE_URL };
    return session.foreground(process.execPath, prismaArgs("migrate", ...args), asOwner);
  }
  await prepareDatabase(env);
  console.log("The database is up to date.");
  return 0;
}
