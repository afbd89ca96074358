import { fileURLToPath } from "node:url";
import { defineConfig } from "prisma/config";

// Prisma downloads its schema engine from its own host. Where only the npm registry can be reached that fails, so
// the same engine runs as WebAssembly from npm instead; a binary that is already there wins.
process.env["PRISMA_SCHEMA_ENGINE_BINARY"] ??= fileURLToPath(
  new URL("./prisma/schema-engine/schema-engine.mjs", import.meta.url),
);

const url = process.env["DATABASE_URL"];

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  ...(url ? { datasource: { url } } : {}),
});
