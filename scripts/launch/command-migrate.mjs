import { loadDotEnv, productEnvironment } from "./environment.mjs";
import { ensureGenerated, migrate, prismaArgs } from "./prisma.mjs";

/** `migrate` applies what is pending; `migrate -- dev --name x`, `migrate -- status` … are Prisma's own. */
export async function run(session, args) {
  loadDotEnv();
  const env = await productEnvironment(session, { otherwise: "development" });
  await ensureGenerated();
  if (args.length > 0) return session.foreground(process.execPath, prismaArgs("migrate", ...args), env);
  await migrate(env.DATABASE_URL);
  console.log("The database is up to date.");
  return 0;
}
