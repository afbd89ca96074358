import { parseArgs } from "node:util";
import { startProvider } from "./server";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    "app-url": { type: "string", default: "http://localhost:3000" },
    secret: { type: "string", default: "a secret of the test provider" },
    /** How many seconds its clock goes wrong. */
    "clock-offset": { type: "string", default: "0" },
  },
});

const offset = Number(values["clock-offset"]) * 1_000;
const realNow = Date.now.bind(Date);
if (offset !== 0) Date.now = () => realNow() + offset;

const url = await startProvider(Number(values.port), { appUrl: values["app-url"], secret: values.secret });
process.stdout.write(`test provider ready ${url}\n`);
process.once("SIGTERM", () => process.exit(0));
