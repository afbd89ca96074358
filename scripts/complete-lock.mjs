// Completes package-lock.json after `npm install` behind a registry that does not carry the packages of every
// platform: npm leaves those out, and `npm ci` then refuses the lock file everywhere. Run: node scripts/complete-lock.mjs
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";

const SYSTEMS = [
  "aix",
  "android",
  "darwin",
  "freebsd",
  "linux",
  "netbsd",
  "openbsd",
  "openharmony",
  "sunos",
  "win32",
];
const PROCESSORS = [
  "arm64",
  "ia32",
  "loong64",
  "mips64el",
  "ppc64",
  "riscv64",
  "s390x",
  "wasm32",
  "x64",
  "arm",
];
const LIBRARIES = [
  ["musl", "musl"],
  ["gnu", "glibc"],
];
const ALIASES = [
  ["windows", "win32"],
  ["linuxmusl", "linux-musl"],
];

/** Every optional package that the lock file promises and does not hold, as `[location, entry]`. */
export function missingPlatformPackages({ packages }) {
  const missing = Object.entries(packages).flatMap(([location, { optionalDependencies = {} }]) => {
    const siblings = Object.keys(optionalDependencies).map((name) => resolved(packages, location, name));
    const sibling = siblings.find((found) => found !== undefined);
    const parent = sibling?.slice(0, sibling.lastIndexOf("node_modules/")) ?? "";
    return Object.entries(optionalDependencies)
      .filter(([name]) => resolved(packages, location, name) === undefined)
      .map(([name, version]) => [`${parent}node_modules/${name}`, entry(name, version, packages[sibling])]);
  });
  return missing;
}

function resolved(packages, from, name) {
  for (let at = from; ; at = at.slice(0, Math.max(at.lastIndexOf("/node_modules/"), 0))) {
    const candidate = `${at ? `${at}/` : ""}node_modules/${name}`;
    if (packages[candidate]) return candidate;
    if (!at) return undefined;
  }
}

function entry(name, version, sibling = {}) {
  const { dev, devOptional, engines, license } = sibling;
  const all = { version: version.replace(/^[~^]/, ""), dev, devOptional, engines, license, optional: true };
  return Object.fromEntries(
    Object.entries({ ...all, ...platformOf(name) }).filter(([, value]) => value !== undefined),
  );
}

function platformOf(name) {
  const platform = ALIASES.reduce((text, [from, to]) => text.replace(from, to), path.basename(name));
  const cpu = PROCESSORS.find((part) => platform.includes(part));
  const os = cpu === "wasm32" ? undefined : SYSTEMS.find((part) => platform.includes(part));
  const libc = os === "linux" ? LIBRARIES.find(([part]) => platform.includes(part))?.[1] : undefined;
  return { os: os && [os], cpu: cpu && [cpu], libc: libc && [libc] };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const lock = JSON.parse(await readFile("package-lock.json", "utf8"));
  const missing = missingPlatformPackages(lock);
  Object.assign(lock.packages, Object.fromEntries(missing));
  lock.packages = Object.fromEntries(Object.entries(lock.packages).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  await writeFile("package-lock.json", `${JSON.stringify(lock, undefined, 2)}\n`);
  console.log(`${missing.length} packages of other platforms added.`);
}
