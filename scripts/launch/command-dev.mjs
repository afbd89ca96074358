import { untilAnswers } from "./logged.mjs";
import { announce, prepareLocal, untilOneEnds } from "./product.mjs";
import { npmProgram } from "./root.mjs";

/** The demo while the code changes: the server restarts and the pages reload by themselves. */
export async function run(session) {
  const local = await prepareLocal(session, "development");
  const args = [npmProgram("tsx/dist/cli.mjs"), "watch", "--clear-screen=false", "server.ts"];
  const server = { ...session.start(process.execPath, args, { env: local.env }), name: "server" };
  const url = `http://127.0.0.1:${local.env.PORT}/api/health/ready`;
  await untilAnswers({ child: server, name: "server", url, isReady: ({ status }) => status === 200 });
  announce(local, ["feishu.log", "postgres.log"]);
  return untilOneEnds(session, [server, local.feishu.child]);
}
