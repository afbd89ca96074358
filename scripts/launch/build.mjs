import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { PlainError } from "./plain-error.mjs";
import { ensureGenerated } from "./prisma.mjs";
import { inRoot, npmProgram } from "./root.mjs";
import { quietly, step } from "./steps.mjs";

const ENTRIES = ["server.ts", "worker.ts", "admin.ts"];
const CODE = ["lib", "admin", "package-lock.json", ...ENTRIES];
const EVERYTHING = [
  "app",
  "components",
  "public",
  "proxy.ts",
  "next.config.ts",
  "postcss.config.mjs",
  "tsconfig.json",
  ...CODE,
];

/** The production build: Next's pages in .next, server, worker and admin in dist. Needs no database and no secret. */
export async function build({ evenIfUnchanged = false } = {}) {
  await ensureGenerated();
  await unlessUnchanged("bundles", CODE, evenIfUnchanged, () =>
    step("Bundling server, worker and admin", bundle),
  );
  await unlessUnchanged("pages", EVERYTHING, evenIfUnchanged, () => step("Building the pages", buildPages));
}

/** Server, worker and admin alone, which takes a second. */
export async function ensureBundles() {
  await ensureGenerated();
  await unlessUnchanged("bundles", CODE, false, () => step("Bundling server, worker and admin", bundle));
}

/** Whether there is a build at all, however old. */
export function isBuilt() {
  return existsSync(inRoot(".next/BUILD_ID")) && existsSync(inRoot("dist/server.mjs"));
}

async function bundle() {
  const { build: esbuild } = await import("esbuild");
  const entryPoints = ENTRIES.filter((entry) => existsSync(inRoot(entry)));
  await esbuild({
    absWorkingDir: inRoot(),
    entryPoints,
    outdir: "dist",
    outExtension: { ".js": ".mjs" },
    bundle: true,
    packages: "external",
    alias: { "@": inRoot() },
    platform: "node",
    target: "node24",
    format: "esm",
    sourcemap: true,
    logLevel: "silent",
  }).catch((error) => {
    throw new PlainError(error.message);
  });
}

async function buildPages() {
  const env = { ...process.env, NODE_ENV: "production" };
  const { code, output } = await quietly(process.execPath, [npmProgram("next/dist/bin/next"), "build"], {
    env,
  });
  if (code !== 0) throw new PlainError(output);
}

async function unlessUnchanged(name, inputs, evenIfUnchanged, work) {
  const stamp = inRoot("dist", `.${name}`);
  const hash = await hashOf(inputs);
  const outputs = name === "pages" ? isBuilt() : existsSync(inRoot("dist/server.mjs"));
  if (outputs && !evenIfUnchanged && (await readFile(stamp, "utf8").catch(() => "")) === hash) return;
  await work();
  await mkdir(inRoot("dist"), { recursive: true });
  await writeFile(stamp, hash);
}

async function hashOf(inputs) {
  const hash = createHash("sha256");
  for (const input of inputs) {
    for (const file of await filesOf(input)) hash.update(file).update(await readFile(inRoot(file)));
  }
  return hash.digest("hex");
}

async function filesOf(input) {
  const entries = await readdir(inRoot(input), { recursive: true, withFileTypes: true }).catch(
    () => undefined,
  );
  if (!entries) return existsSync(inRoot(input)) ? [input] : [];
  const files = entries.filter((entry) => entry.isFile() && !/\.(test|spec)\.tsx?$/.test(entry.name));
  return files.map((entry) => path.relative(inRoot(), path.join(entry.parentPath, entry.name))).toSorted();
}
