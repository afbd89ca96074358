import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { isolate: false, include: ["e2e/feishu/**/*.test.ts"], env: { TZ: "Asia/Kathmandu" }, testTimeout: 30_000 },
});
