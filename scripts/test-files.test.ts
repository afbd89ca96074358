import { glob } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";

it("no test file is left out of every project of vitest.config.ts", async () => {
  const { default: config } = (await import("../vitest.config")) as {
    default: { test: { projects: { test: { include: string[] } }[] } };
  };
  const included = config.test.projects.flatMap((project) => project.test.include);
  const leftOut: string[] = [];
  const exclude = (name: string) => ["node_modules", ".next", ".data", "dist"].includes(name);
  for await (const file of glob("**/*.test.{ts,tsx}", { exclude })) {
    if (!included.some((pattern) => path.matchesGlob(file, pattern))) leftOut.push(file);
  }
  expect(included).toContain("scripts/**/*.test.ts");
  expect(leftOut).toEqual([]);
});
