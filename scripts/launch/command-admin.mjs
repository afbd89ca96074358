import { ensureBundles } from "./build.mjs";
import { loadDotEnv, productEnvironment } from "./environment.mjs";
import { prepareDatabase } from "./prisma.mjs";
import { bundleArgs } from "./product.mjs";

/** The administration's commands, on the database of a running demo or on the one the environment names. */
export async function run(session, args) {
  loadDotEnv();
  await ensureBundles();
  const env = await productEnvironment(session);
  await prepareDatabase(env);
  return session.foreground(process.execPath, bundleArgs("admin", ...args), env);
}
