import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";

/** Everything somebody outside can call, by name. */
export type Surface = { routes: string[]; actions: string[]; events: string[] };

const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "*"]);
const PAGE = /^page\.(tsx?|jsx?|mdx?)$/;
const ROUTE = /^route\.(tsx?|jsx?)$/;
/** Files from which Next makes addresses of their own. */
const METADATA =
  /^(sitemap|robots|manifest|(icon|apple-icon|opengraph-image|twitter-image)\d*)\.(tsx?|jsx?)$/;
const SERVER_FILE = /^(?:\s|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/)*["']use server["']/;

/** All of the checkout below `root`, read from its files: nothing is registered anywhere by hand. */
export async function surfaceOf(root: string): Promise<Surface> {
  const [routes, actions, events] = await Promise.all([routesOf(root), actionsOf(root), eventsOf(root)]);
  return { routes, actions, events };
}

async function filesIn(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(path.join(root, folder), { recursive: true, withFileTypes: true }).catch(
    () => [],
  );
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .toSorted();
}

/** What a module exports at run time. What comes by `export *` cannot be named and is called `*`. */
async function exportsOf(root: string, file: string): Promise<string[]> {
  const source = await readFile(path.join(root, file), "utf8");
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [file],
    bundle: false,
    write: false,
    metafile: true,
    format: "esm",
    logLevel: "silent",
  });
  const named = Object.values(metafile.outputs).flatMap((output) => output.exports);
  return /^\s*export\s*\*/m.test(source) ? [...named, "*"] : named;
}

async function routesOf(root: string): Promise<string[]> {
  const routes: string[] = [];
  for (const file of [...(await filesIn(root, "app")), ...(await filesIn(root, "pages"))]) {
    const name = path.basename(file);
    const address = addressOf(file);
    if (file.startsWith("pages") || METADATA.test(name)) routes.push(`file ${file}`);
    else if (PAGE.test(name)) routes.push(`page ${address}`);
    else if (ROUTE.test(name)) {
      const methods = (await exportsOf(root, file)).filter((method) => METHODS.has(method));
      routes.push(...methods.map((method) => `${method} ${address}`));
    }
  }
  return routes.toSorted();
}

/** Folders in brackets that only group, and slots, are no part of an address. */
function addressOf(file: string): string {
  const folders = path.dirname(file).split(path.sep).slice(1);
  return `/${folders.filter((folder) => !/^(\(.*\)|@.*)$/.test(folder)).join("/")}`;
}

async function actionsOf(root: string): Promise<string[]> {
  const folders = await Promise.all(["app", "components", "lib"].map((folder) => filesIn(root, folder)));
  const actions: string[] = [];
  for (const file of folders.flat().filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))) {
    const source = await readFile(path.join(root, file), "utf8");
    if (!/["']use server["']/.test(source)) continue;
    // An action inside a function cannot be told from outside; it belongs in an actions.ts.
    const names = SERVER_FILE.test(source) ? await exportsOf(root, file) : ["inline"];
    actions.push(...names.map((name) => `${file}#${name}`));
  }
  return actions.toSorted();
}

/** The events of the contract: the sockets' types let the gateway listen to no other. */
async function eventsOf(root: string): Promise<string[]> {
  const source = await readFile(path.join(root, "lib/realtime/contract.ts"), "utf8").catch(() => "");
  const body = /interface ClientToServerEvents \{([\s\S]*?)\n\}/.exec(source)?.[1] ?? "";
  return [...body.matchAll(/^ {2}(?:"([^"]+)"|(\w+))\??[:(]/gm)]
    .map(([, quoted, plain]) => quoted ?? plain ?? "")
    .toSorted();
}

/** What has no row, and which rows are of nothing, in words; empty when each has exactly one. */
export function unmatched(kind: string, found: readonly string[], rows: readonly string[]): string[] {
  const twice = rows.filter((row, index) => rows.indexOf(row) !== index);
  return [
    ...found.filter((one) => !rows.includes(one)).map((one) => `${kind} without a row: ${one}`),
    ...rows.filter((row) => !found.includes(row)).map((row) => `row without ${kind}: ${row}`),
    ...twice.map((row) => `two rows for ${kind}: ${row}`),
  ];
}
