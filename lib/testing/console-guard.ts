import { afterAll, afterEach } from "vitest";

// A warning nobody reads is a defect nobody sees. A test that provokes one replaces the method with vi.spyOn.
const said: string[] = [];

const { error, warn } = console;
const originals = { error, warn };

for (const method of ["error", "warn"] as const)
  console[method] = (...parts: unknown[]) => {
    said.push(`console.${method}: ${parts.map(String).join(" ")}`);
    originals[method].apply(console, parts);
  };

function refuse(): void {
  const all = said.splice(0);
  if (all.length > 0) throw new Error(`unexpected ${all.join("\n")}`);
}

afterEach(refuse);
afterAll(() => {
  Object.assign(console, originals);
  refuse();
});
