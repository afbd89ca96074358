import { randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client } from "pg";
import { afterAll, inject } from "vitest";
import { APPLICATION_ROLE } from "../db/application-role";
import { databaseUrl } from "./database-url";

// Before a test file's imports: its own database, cloned from the migrated template, and an environment that
// reaches nothing outside (a test that needs Feishu starts the local one and sets FEISHU_* itself).
const { adminUrl, template, prefix } = inject("postgres");
const database = `${prefix}${process.env["VITEST_POOL_ID"] ?? "0"}`;
const admin = new Client({ connectionString: adminUrl });
await admin.connect();
await admin.query(`DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`);
await admin.query(`CREATE DATABASE "${database}" TEMPLATE "${template}"`);
await admin.end();

// The files of a test file go with it.
const files = path.join(tmpdir(), `ailink-files-${process.pid}-${process.env["VITEST_POOL_ID"] ?? "0"}`);
afterAll(() => rm(files, { recursive: true, force: true }));

const nowhere = "http://127.0.0.1:9";
Object.assign(process.env, {
  APP_MODE: "development",
  APP_URL: "http://localhost:3000",
  DATABASE_URL: databaseUrl(adminUrl, database),
  DATABASE_ROLE: APPLICATION_ROLE,
  AUTH_SECRET: randomBytes(32).toString("base64url"),
  ENCRYPTION_KEYS: `test:${randomBytes(32).toString("base64")}`,
  METRICS_TOKEN: randomBytes(16).toString("base64url"),
  STORAGE_DIR: files,
  FEISHU_API_BASE: nowhere,
  FEISHU_ACCOUNTS_BASE: nowhere,
  FEISHU_APPLINK_BASE: nowhere,
  FEISHU_JSSDK_URL: `${nowhere}/jssdk/h5-js-sdk.js`,
});
