import path from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** An absolute path inside the checkout. */
export function inRoot(...parts) {
  return path.join(ROOT, ...parts);
}

/** The file of a program that npm installed, to be run with Node. */
export function npmProgram(name) {
  return inRoot("node_modules", name);
}

/** Where everything that a run creates is kept. */
export function dataDirectory(...parts) {
  return path.resolve(ROOT, process.env.DATA_DIR || ".data", ...parts);
}
