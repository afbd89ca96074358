import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { node24 } from "./node24.mjs";
import { inRoot } from "./root.mjs";

const LOCK = inRoot("package-lock.json");
const STAMP = inRoot("node_modules", ".installed-lock");

/** Installs the packages of package-lock.json unless exactly they are installed. */
export async function ensureInstalled() {
  const hash = createHash("sha256").update(readFileSync(LOCK)).digest("hex");
  if (isInstalled(hash)) return;
  const start = Date.now();
  process.stdout.write("Installing packages (npm ci, about a minute) … ");
  const { code, output } = await npmCi();
  if (code !== 0 || !existsSync(node24())) {
    console.log("failed");
    console.error(output);
    if (code === 0)
      console.error("npm did not run the packages' install scripts; is ignore-scripts set in .npmrc?");
    process.exit(1);
  }
  console.log(`done in ${((Date.now() - start) / 1000).toFixed(0)} s`);
  writeFileSync(STAMP, hash);
}

function isInstalled(hash) {
  if (!existsSync(node24())) return false;
  const stamp = existsSync(STAMP) ? readFileSync(STAMP, "utf8") : undefined;
  if (stamp === hash) return true;
  // Somebody ran npm themselves: npm notes what it installed in a file of its own.
  const noted = inRoot("node_modules", ".package-lock.json");
  if (stamp !== undefined || !existsSync(noted)) return false;
  return statSync(noted).mtimeMs >= statSync(LOCK).mtimeMs;
}

function npmCi() {
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ["npm"];
  const args = [...npm.slice(1), "ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  return new Promise((resolve) => {
    const child = spawn(npm[0], args, { cwd: inRoot(), stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stdout.on("data", (data) => (output += data));
    child.stderr.on("data", (data) => (output += data));
    child.on("error", (error) => resolve({ code: 1, output: `cannot run npm: ${error.message}` }));
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}
