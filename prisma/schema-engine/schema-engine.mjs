#!/usr/bin/env node
// Prisma's schema engine, from npm: speaks the protocol the Prisma CLI expects of its native binary
// (arguments, and JSON-RPC 2.0 with one JSON per line) and answers with @prisma/schema-engine-wasm.
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as glue from "@prisma/schema-engine-wasm/schema_engine_bg";
import { canConnect, createDatabase } from "./connection-check.mjs";
import { MigrationAdapterFactory, connectionOf } from "./migration-adapter.mjs";

const { values, positionals } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: {
    datamodels: { type: "string", multiple: true },
    datasource: { type: "string" },
    "enabled-preview-features": { type: "string" },
    "extension-types": { type: "string" },
  },
});
const url = values.datasource ? JSON.parse(values.datasource).url : undefined;

if (positionals[0] === "cli") {
  const command = positionals[1] === "create-database" ? createDatabase : canConnect;
  process.exitCode = await command(url);
} else {
  await serve();
}

async function serve() {
  let panic = "";
  globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (message) => (panic = message) };
  // It connects at once; a refusal is the answer to the first request, as the CLI ignores an engine that just ends.
  const starting = start();
  starting.catch(() => undefined);
  for await (const line of createInterface({ input: process.stdin })) {
    const request = JSON.parse(line);
    if (!request.method) continue; // the CLI's answer to a "print"
    try {
      send({ id: request.id, result: await call(await starting, request) });
    } catch (error) {
      send({ id: request.id, error: { code: 4466, message: "engine error", data: described(error, panic) } });
    }
  }
  process.exit(0); // the pool's idle connections would keep the process alive
}

async function start() {
  const wasmUrl = new URL(
    "schema_engine_bg.wasm",
    import.meta.resolve("@prisma/schema-engine-wasm/schema_engine_bg"),
  );
  const { instance } = await WebAssembly.instantiate(await readFile(wasmUrl), {
    "./schema_engine_bg.js": glue,
  });
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  const files = values.datamodels ?? [];
  const datamodels = await Promise.all(files.map(async (file) => [file, await readFile(file, "utf8")]));
  const adapter = bindMigrationAwareSqlAdapterFactory(new MigrationAdapterFactory(connectionOf(url)));
  const log = (line) => process.stderr.write(`${line}\n`);
  return glue.SchemaEngine.new({ datamodels: datamodels.length > 0 ? datamodels : undefined }, log, adapter);
}

async function call(engine, { method, params }) {
  const name = method === "getDatabaseVersion" ? "version" : method;
  const result = await engine[name](params);
  if (method === "diff" && result.stdout)
    send({ id: 0, method: "print", params: { content: result.stdout } });
  return result ?? null;
}

function described(error, panic) {
  const isPanic = error instanceof WebAssembly.RuntimeError || panic !== "";
  const message = panic || error.message || String(error);
  return { is_panic: isPanic, message, error_code: error.code, error: { message } };
}

function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
}
