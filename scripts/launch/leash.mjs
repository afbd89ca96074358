// Runs one command in a process group of its own and keeps it no longer than its owner lives:
//   node leash.mjs '{"command","args","stopSignal","forceSignal","graceMs","uid","gid"}'
// The owner holds the other end of stdin. When that pipe closes (the owner stopped it, or was killed), the command
// gets its stop signal, and after the grace its force signal. The leash exits with the command's exit code.
import { spawn } from "node:child_process";

const { command, args, stopSignal, forceSignal, graceMs, ...spawnOptions } = JSON.parse(process.argv[2]);
const child = spawn(command, args, {
  ...spawnOptions,
  stdio: ["ignore", "inherit", "inherit"],
  detached: true,
});

let stopping = false;
function stop() {
  if (stopping) return;
  stopping = true;
  child.kill(stopSignal);
  setTimeout(force, graceMs).unref();
}
function force() {
  if (!child.pid) return;
  try {
    process.kill(-child.pid, forceSignal);
  } catch {
    // the group is gone
  }
}

process.stdin.on("end", stop).on("error", stop).resume();
process.on("SIGTERM", stop).on("SIGUSR2", force);
// Ctrl-C and a closed terminal are the owner's to act on.
process.on("SIGINT", () => undefined).on("SIGHUP", () => undefined);

child.on("error", (error) => {
  process.stderr.write(`cannot run ${command}: ${error.message}\n`);
  process.exit(127);
});
child.on("exit", (code, signal) => {
  // What the command started itself must not outlive it.
  if (stopping) force();
  process.exit(code ?? (signal ? 128 : 1));
});
