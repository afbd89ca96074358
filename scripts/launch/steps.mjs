import { startLeashed } from "./leashed.mjs";

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
export async function quietly(command, args, options = {}) {
  const child = startLeashed(command, args, { ...options, stdio: "pipe" });
  let output = "";
  child.stdout.on("data", (data) => (output += data));
  child.stderr.on("data", (data) => (output += data));
  return { code: await child.exited, output };
}
