import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { z } from "zod";
import { POST } from "@/app/api/feishu/[appId]/client-code/route";
import { log } from "@/lib/log/logger";

// It loads only within Next, and no test here comes as far as setting a session's cookie.
vi.mock("next-auth", () => ({ default: () => ({}) }));

const refusal = z.object({
  error: z.object({ reason: z.string(), retryAfterSeconds: z.number().optional() }),
});

// Outside of Next a sign-in fails before it is done: here each code fails.
beforeEach(() => {
  for (const level of ["error", "info"] as const) vi.spyOn(log, level).mockReturnValue(undefined);
});
afterEach(() => vi.restoreAllMocks());

async function send(body: string, { appId = "cli_a1b2c3d4e5f60718", address = "192.0.2.7" } = {}) {
  const headers = { origin: "http://localhost:3000", "x-client-address": address };
  const request = new Request("http://localhost:3000/", { method: "POST", headers, body });
  const answer = await POST(request, { params: Promise.resolve({ appId }) });
  const { error } = refusal.parse(await answer.json());
  return { status: answer.status, retryAfter: answer.headers.get("retry-after"), ...error };
}

it("refuses codes after too many that failed, from this address alone, and whatever App IDs are invented", async () => {
  const code = JSON.stringify({ code: "invented" });
  const statuses: number[] = [];
  for (let time = 0; time < 60; time += 1)
    statuses.push((await send(code, { appId: `cli_invented${time}` })).status);
  const refused = await send(code);

  expect(new Set(statuses)).toEqual(new Set([502]));
  expect(refused).toMatchObject({ status: 429, reason: "identity.too_many_attempts" });
  expect(refused.retryAfterSeconds).toBeLessThanOrEqual(60);
  expect(refused.retryAfter).toBe(String(refused.retryAfterSeconds));
  expect((await send(code, { address: "192.0.2.8" })).status).toBe(502);
});

it("refuses a body that is too large for a code, and one that is no code, without counting it", async () => {
  const address = "192.0.2.9";
  for (let time = 0; time < 61; time += 1) await send("no JSON", { address });

  expect(await send("x".repeat(8_193), { address })).toMatchObject({
    status: 400,
    reason: "http.body_too_large",
  });
  expect(await send("{}", { address })).toMatchObject({ status: 400, reason: "common.invalid_input" });
});
