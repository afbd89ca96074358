import { describe, expect, it } from "vitest";
import { GET } from "@/app/api/metrics/route";
import { environment } from "@/lib/config/environment";

const ask = (authorization?: string): Promise<Response> =>
  GET(new Request("http://localhost/api/metrics", authorization ? { headers: { authorization } } : {}));

describe("the page of metrics", () => {
  it("opens with the token", async () => {
    const response = await ask(`Bearer ${environment().METRICS_TOKEN}`);

    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toContain("text/plain");
    expect(await response.text()).toContain("ailink_process_cpu_seconds_total");
  });

  it.each([undefined, "Bearer wrong", "Bearer ", "Basic abc"])(
    "stays closed with %s",
    async (authorization) => {
      const response = await ask(authorization);

      expect([response.status, await response.text()]).toEqual([401, ""]);
    },
  );

  it("does not exist where no token is set", async () => {
    const { METRICS_TOKEN: token } = environment();
    Object.assign(environment(), { METRICS_TOKEN: undefined });
    try {
      expect((await ask("Bearer undefined")).status).toBe(404);
    } finally {
      Object.assign(environment(), { METRICS_TOKEN: token });
    }
  });
});
