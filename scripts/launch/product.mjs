import { ensureBundles } from "./build.mjs";
import { productEnvironment, rememberRun } from "./environment.mjs";
import { freePort } from "./free-port.mjs";
import { startLocalFeishu } from "./local-feishu.mjs";
import { PlainError } from "./plain-error.mjs";
import { prepareDatabase } from "./prisma.mjs";
import { dataDirectory, inRoot } from "./root.mjs";
import { quietly, step } from "./steps.mjs";

/** Node's arguments for one of our bundles. */
export function bundleArgs(name, ...args) {
  return ["--enable-source-maps", inRoot("dist", `${name}.mjs`), ...args];
}

/** What a demo and a development server stand on: database, local Feishu, demo data. */
export async function prepareLocal(session, mode) {
  const wished = Number(process.env.PORT || 3000);
  const port = await freePort(wished);
  if (port !== wished) console.log(`Port ${wished} is taken, using ${port}.`);
  const appUrl = (port === wished && process.env.APP_URL) || `http://localhost:${port}`;
  const env = await productEnvironment(session, { mode, APP_URL: appUrl, PORT: String(port) });
  const feishu = await step("Starting the local Feishu", () => startLocalFeishu(session, appUrl));
  Object.assign(env, feishu.env);
  await prepareDatabase(env);
  await rememberRun(env);
  await ensureBundles();
  const signIns = await step("Loading the demo data", () => loadDemoData(env));
  return { env, appUrl, feishu, signIns };
}

/** What a person needs once everything runs. */
export function announce({ appUrl, feishu, signIns }, logs) {
  console.log(`\nready ${appUrl}`);
  if (signIns) console.log(`\n${signIns}`);
  console.log(
    `\nLocal Feishu: ${feishu.url}\nLogs: ${logs.join(", ")} in ${dataDirectory()}\nCtrl-C stops everything.`,
  );
}

/** Ends the session when one of its lasting children ends, with that child's exit code. */
export async function untilOneEnds(session, children) {
  const ended = children.map(async (child) => ({ child, code: await child.exited }));
  const { child, code } = await Promise.race(ended);
  if (!session.isStopping())
    console.error(`${child.name} has ended (exit code ${code}); see ${child.file ?? "above"}`);
  return code || 1;
}

async function loadDemoData(env) {
  // Node reads the seed as it is: the same list that the local Feishu started with.
  const { demoApps } = await import("../../e2e/feishu/demo-seed.ts");
  const withApps = { ...env, DEMO_APPS: JSON.stringify(demoApps) };
  const { code, output } = await quietly(process.execPath, bundleArgs("admin", "demo-data"), {
    env: withApps,
  });
  if (code !== 0) throw new PlainError(output);
  return output.trim();
}
