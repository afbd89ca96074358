import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

/** A command or a query of the product, by file and name. */
export type UseCase = {
  name: string;
  file: string;
  /** Whether somebody is named who does it. */
  hasActor: boolean;
  /** Whether it asks a policy: in its own file, or in its domain's own code that it calls. */
  asksPolicy: boolean;
};

/** What asks who may: the doors from an id to a row, pure policies, and the checks that stand for one. */
const POLICY = /^lib\/[^/]+\/(access|policy|require-[a-z-]+)\.ts$/;
const USE_CASE = /^lib\/[^/]+\/(commands|queries)\/[^/]+\.ts$/;
const EXPORTED = /^export (?:async function|function) (\w+)(?:<[^(]*>)?\(\s*([^:)]*):?\s*([\w.]+)?/gm;
const IMPORTED = /^import (?!type )[\s\S]*?from "@\/(lib\/[^"]+)";$/gm;

/** All use cases of the checkout below `root`, read from their files. */
export async function useCasesOf(root: string): Promise<UseCase[]> {
  const sources = await sourcesOf(root);
  return [...sources]
    .filter(([file]) => USE_CASE.test(file))
    .flatMap(([file, source]) => {
      const asksPolicy = reachesPolicy(sources, file);
      return [...source.matchAll(EXPORTED)].map(([, name = "", , type = ""]) => ({
        name,
        file,
        hasActor: type.endsWith("Actor"),
        asksPolicy,
      }));
    })
    .toSorted((one, other) => one.file.localeCompare(other.file) || one.name.localeCompare(other.name));
}

async function sourcesOf(root: string): Promise<Map<string, string>> {
  const entries = await readdir(path.join(root, "lib"), { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts") && !entry.name.endsWith(".test.ts"))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .filter((file) => !/^lib\/(db\/generated|testing)\//.test(file));
  const read = async (file: string) => [file, await readFile(path.join(root, file), "utf8")] as const;
  return new Map(await Promise.all(files.map(read)));
}

const domainOf = (file: string): string => file.split("/")[1] ?? "";

/** From a file through what it imports of its own domain, use cases of others excepted: whatever they ask, they ask for themselves. */
function reachesPolicy(sources: ReadonlyMap<string, string>, start: string): boolean {
  const seen = new Set<string>();
  const waiting = [start];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    for (const [, imported = ""] of (sources.get(file) ?? "").matchAll(IMPORTED)) {
      const next = `${imported}.ts`;
      if (POLICY.test(next)) return true;
      if (domainOf(next) === domainOf(start) && !USE_CASE.test(next)) waiting.push(next);
    }
  }
  return false;
}
