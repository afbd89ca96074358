import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PRODUCT = [
  "app",
  "components",
  "lib",
  "admin",
  "admin.ts",
  "server.ts",
  "worker.ts",
  "proxy.ts",
  "next.config.ts",
];
const feishuHost = /(?:feishu|larksuite|larkoffice|feishucdn|larksuitecdn)\.(?:cn|com)/;

async function sources(entry: string): Promise<string[]> {
  if (/\.\w+$/.test(entry)) return [entry];
  const files = await readdir(path.join(ROOT, entry), { recursive: true, withFileTypes: true });
  return files
    .filter(
      (file) => file.isFile() && /\.(?:ts|tsx|json|css)$/.test(file.name) && !file.name.includes(".test."),
    )
    .map((file) => path.relative(ROOT, path.join(file.parentPath, file.name)));
}

it("names Feishu's hosts in the environment's defaults alone, so that FEISHU_* decides whom the product talks to", async () => {
  const files = (await Promise.all(PRODUCT.map(sources))).flat();
  const naming = [];
  for (const file of files)
    if (feishuHost.test(await readFile(path.join(ROOT, file), "utf8"))) naming.push(file);
  expect(files.length).toBeGreaterThan(200);
  expect(naming).toEqual(["lib/config/environment.ts"]);
});
