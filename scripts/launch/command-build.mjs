import { build } from "./build.mjs";

/** The production build, always anew. */
export async function run() {
  await build({ evenIfUnchanged: true });
  return 0;
}
