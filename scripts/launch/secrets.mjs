import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dataDirectory } from "./root.mjs";

/** Secrets for a machine of one's own: made once, kept in DATA_DIR, readable by their owner alone. */
export async function localSecrets() {
  const file = dataDirectory("secrets.json");
  await mkdir(dataDirectory(), { recursive: true });
  const made = {
    AUTH_SECRET: randomBytes(32).toString("base64url"),
    ENCRYPTION_KEYS: `local:${randomBytes(32).toString("base64")}`,
    METRICS_TOKEN: randomBytes(24).toString("base64url"),
  };
  // Only the first writes; whoever comes later reads what it wrote.
  await writeFile(file, `${JSON.stringify(made, undefined, 2)}\n`, { mode: 0o600, flag: "wx" }).catch(
    (error) => {
      if (error.code !== "EEXIST") throw error;
    },
  );
  return JSON.parse(await readFile(file, "utf8"));
}
