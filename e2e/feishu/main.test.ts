import { spawn } from "node:child_process";
import { once } from "node:events";
import { get } from "node:http";
import { expect, it } from "vitest";
import { FeishuControl } from "./control-client";
import { demoApps } from "./demo-seed";
import { request } from "./contract-bench";
import { startLocalFeishu } from "./server";

it.each(["SIGTERM", "SIGINT"] as const)(
  "says where it is, points at the product, and stops on %s",
  async (signal) => {
    const child = spawn(process.execPath, [
      "--import",
      "tsx",
      "e2e/feishu/main.ts",
      "--port",
      "0",
      "--app-url",
      "http://localhost:4567/",
    ]);
    let said = "";
    child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
    await expect
      .poll(() => said, { timeout: 15_000 })
      .toMatch(/^local feishu ready http:\/\/127\.0\.0\.1:\d+\n$/);
    const url = /http\S+/.exec(said)?.[0] ?? "";

    const control = new FeishuControl(url);
    const { apps } = await control.state();
    expect(apps.find((app) => app.appId === demoApps.a2.appId)?.redirectUrls[0]).toBe(
      `http://localhost:4567/feishu/${demoApps.a2.appId}`,
    );
    await request(`${url}/open-apis/nothing`);

    const open = fetch(`${url}/client/events`);
    await open;
    const ended = once(child, "exit");
    child.kill(signal);
    expect(await ended).toEqual([0, null]);
    expect(said.split("\n")).toHaveLength(2);
  },
);

it("answers nobody who came by another name, and no control without JSON", async () => {
  const feishu = await startLocalFeishu();
  const reset = await request(`${feishu.url}/_control/reset`, { method: "POST", body: "{}" });
  const port = new URL(feishu.url).port;
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const options = { host: "127.0.0.1", port, path: "/_control/state", headers: { host: "evil.example" } };
    get(options, (response) => resolve(response.statusCode)).on("error", reject);
  });
  expect([reset.status, status]).toEqual([415, 404]);
  await feishu.close();
});
