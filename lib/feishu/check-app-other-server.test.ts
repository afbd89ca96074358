import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { demoApps } from "@/e2e/feishu/demo-seed";

const { a1 } = demoApps;

describe("a server of another kind", () => {
  afterEach(() => vi.resetModules());

  it.each<[string, number, string, string]>([
    ["an HTML page", 200, "<html>sign in to the network</html>", "feishu.answer_not_understood"],
    ["a redirect", 302, "", "feishu.answer_not_understood"],
    ["a JSON list", 200, "[]", "feishu.answer_not_understood"],
    ["a success without token", 200, '{"code":0,"msg":"ok"}', "feishu.answer_not_understood"],
    ["an unknown code", 200, '{"code":777,"msg":"?"}', "feishu.unexpected"],
  ])("%s", async (_what, status, body, reason) => {
    const refusal = await checkAgainst(() => ({ status, body }));
    expect(refusal).toMatchObject({ reason });
  });

  it("nothing listens", async () => {
    const { port, close } = await listen(() => ({ status: 200, body: "" }));
    await close();
    expect(await checkAt(port)).toMatchObject({ reason: "feishu.unreachable" });
  });

  // Scopes exempt from review work before the first version does; the local Feishu has none of them.
  it.each([
    ["in review", 2, "oav_1", "feishu.app_in_review"],
    ["never submitted", 2, "", "feishu.app_not_published"],
    ["disabled", 0, "", "feishu.app_disabled"],
  ])("an app that may ask about itself: %s", async (_what, status, inReview, reason) => {
    const app = { app_id: a1.appId, status, online_version_id: "", unaudit_version_id: inReview };
    const refusal = await checkAgainst((url) => {
      if (url.includes("/tenant_access_token/"))
        return { status: 200, body: '{"code":0,"msg":"ok","tenant_access_token":"t-1","expire":7200}' };
      if (url.includes(`/applications/${a1.appId}`))
        return { status: 200, body: JSON.stringify({ code: 0, msg: "success", data: { app } }) };
      return { status: 400, body: '{"code":99991673,"msg":"the app is unavailable in the tenant"}' };
    });
    expect(refusal).toMatchObject({ reason });
  });

  type Answer = (url: string) => { status: number; body: string };

  async function listen(answer: Answer) {
    const server = createServer((request, response) => {
      const { status, body } = answer(request.url ?? "");
      response.writeHead(status, { location: "http://127.0.0.1:9/" }).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const close = () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    return { port: (server.address() as AddressInfo).port, close };
  }

  async function checkAgainst(answer: Answer): Promise<unknown> {
    const { port, close } = await listen(answer);
    const result = await checkAt(port);
    await close();
    return result;
  }

  /** The environment is read once per process, so another host needs the modules anew. */
  async function checkAt(port: number): Promise<unknown> {
    vi.resetModules();
    vi.stubEnv("FEISHU_API_BASE", `http://127.0.0.1:${port}`);
    const { checkApp: fresh } = await import("@/lib/feishu/check-app");
    return fresh(a1, { timeoutMs: 2_000 }).catch((error: unknown) => error);
  }
});
