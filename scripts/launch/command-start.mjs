import { build, isBuilt } from "./build.mjs";
import { loadDotEnv, productEnvironment } from "./environment.mjs";
import { prepareDatabase } from "./prisma.mjs";
import { bundleArgs } from "./product.mjs";

/** `start`: the server; `worker`: background work alone. Both log to stdout, for whatever collects that. */
export async function run(session, args, name) {
  loadDotEnv();
  if (!isBuilt()) await build();
  const isServer = name === "start";
  const mode = isServer ? process.env.APP_MODE || "production" : undefined;
  const env = await productEnvironment(session, { mode });
  await prepareDatabase(env);
  return session.start(process.execPath, bundleArgs(isServer ? "server" : "worker", ...args), { env }).exited;
}
