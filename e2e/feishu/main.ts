import { parseArgs } from "node:util";
import { startLocalFeishu } from "./server";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    "app-url": { type: "string", default: "http://localhost:3000" },
  },
});

const feishu = await startLocalFeishu({ port: Number(values.port), appUrl: values["app-url"] });
console.log(`local feishu ready ${feishu.url}`);

const stop = () => {
  void feishu.close().then(() => process.exit(0));
};
process.once("SIGTERM", stop);
process.once("SIGINT", stop);
