#!/usr/bin/env node
// The one entry of every npm command. Runs on the host's Node (20 or newer) with nothing installed: installs what is
// missing, then goes on in Node 24 from node_modules.
import { ensureInstalled } from "./launch/install.mjs";
import { rerunOnNode24, runsOnNode24 } from "./launch/node24.mjs";

const [command, ...rest] = process.argv.slice(2);
const args = rest[0] === "--" ? rest.slice(1) : rest;

await ensureInstalled();
if (runsOnNode24()) {
  const { main } = await import("./launch/main.mjs");
  await main(command, args);
} else {
  rerunOnNode24();
}
