import { spawn } from "node:child_process";

/** Says what is being done, does it, and says how long it took, all on one line. */
export async function step(label, work) {
  process.stdout.write(`${label} … `);
  const start = Date.now();
  try {
    const result = await work();
    console.log(`${seconds(start)} s`);
    return result;
  } catch (error) {
    console.log("failed");
    throw error;
  }
}

/** Seconds since a moment, as a person reads them. */
export function seconds(start) {
  return ((Date.now() - start) / 1000).toFixed(1);
}

/** Runs a program silently; answers its exit code and all it printed. */
export function quietly(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stdout.on("data", (data) => (output += data));
    child.stderr.on("data", (data) => (output += data));
    child.on("error", (error) => resolve({ code: 127, output: error.message }));
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}
