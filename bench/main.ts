import { benchMessages } from "./messages/bench-messages";
import { benchQuota } from "./quota/bench-quota";
import { benchWorkstation } from "./workstation/bench-workstation";

const benches: Record<string, () => Promise<void>> = {
  messages: benchMessages,
  quota: benchQuota,
  workstation: benchWorkstation,
};

const name = process.argv[2];
const run = name === undefined ? undefined : benches[name];
if (run) {
  await run();
} else {
  console.log(`usage: npm run bench -- <${Object.keys(benches).join(" | ")}>`);
  process.exitCode = name === undefined ? 0 : 1;
}
