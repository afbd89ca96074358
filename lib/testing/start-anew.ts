import { Pool } from "pg";
import { afterAll, vi } from "vitest";
import { ONE_PER_PROCESS } from "../config/one-per-process";

// A process runs one test file after the other and keeps the libraries that they loaded: to load them for each file took
// more time than the tests. What is ours starts anew for every file: modules, what is one per process, the environment.

const kept = globalThis as unknown as Record<symbol, unknown>;
const ours = (): symbol[] =>
  Object.getOwnPropertySymbols(kept).filter(({ description }) => description?.startsWith(ONE_PER_PROCESS));

const environmentAtStart = Symbol.for("environment at the start of the process");
kept[environmentAtStart] ??= { ...process.env };

vi.resetModules();
vi.useRealTimers();
for (const symbol of ours()) Reflect.deleteProperty(kept, symbol);
for (const name of Object.keys(process.env)) Reflect.deleteProperty(process.env, name);
Object.assign(process.env, kept[environmentAtStart]);

// The database goes with the file: a connection left to it would break under the next one.
afterAll(async () => {
  for (const one of ours().map((symbol) => kept[symbol]))
    if (one instanceof Pool && !one.ending) await one.end();
});
