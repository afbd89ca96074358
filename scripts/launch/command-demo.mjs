import { build } from "./build.mjs";
import { startLogged } from "./logged.mjs";
import { announce, bundleArgs, prepareLocal, untilOneEnds } from "./product.mjs";
import { step } from "./steps.mjs";

/** Everything a person needs to see the product work, on this machine alone. */
export async function run(session) {
  await build();
  const local = await prepareLocal(session, "demo");
  const server = await step("Starting the server", async () => {
    const args = bundleArgs("server");
    const child = await startLogged(session, {
      name: "server",
      command: process.execPath,
      args,
      env: local.env,
    });
    await child.untilAnswers(
      `http://127.0.0.1:${local.env.PORT}/api/health/ready`,
      ({ status }) => status === 200,
    );
    return child;
  });
  announce(local, ["server.log", "feishu.log", "postgres.log"]);
  return untilOneEnds(session, [server, local.feishu.child]);
}
