import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { missingPlatformPackages } from "./complete-lock.mjs";

describe("package-lock.json", () => {
  it("holds the packages of every platform, so that npm ci accepts it", async () => {
    const lock = JSON.parse(await readFile("package-lock.json", "utf8")) as Parameters<
      typeof missingPlatformPackages
    >[0];
    expect(missingPlatformPackages(lock)).toEqual([]);
  });

  it("names no host: whoever installs brings their own registry", async () => {
    expect(await readFile("package-lock.json", "utf8")).not.toContain('"resolved"');
  });
});

describe("a lock file without other platforms", () => {
  it("gets them with what npm needs to leave them alone, beside those it has", () => {
    const optionalDependencies = {
      "@x/linux-x64-gnu": "1.0.0",
      "@x/win32-x64": "1.0.0",
      "@x/linux-arm64-musl": "^2.0.0",
    };
    const packages = {
      "node_modules/a/node_modules/@x/linux-x64-gnu": {},
      "node_modules/a": { optionalDependencies },
    };
    expect(missingPlatformPackages({ packages })).toEqual([
      [
        "node_modules/a/node_modules/@x/win32-x64",
        { version: "1.0.0", optional: true, os: ["win32"], cpu: ["x64"] },
      ],
      [
        "node_modules/a/node_modules/@x/linux-arm64-musl",
        { version: "2.0.0", optional: true, os: ["linux"], cpu: ["arm64"], libc: ["musl"] },
      ],
    ]);
  });
});
