import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { EmployeeActor } from "@/lib/actor/actor";
import { environment } from "@/lib/config/environment";
import { currentRequestId } from "@/lib/log/request-context";
import { route } from "@/lib/http/route";
import { aCustomer, anEmployee, anEngineer, cookieOf } from "@/lib/testing/conversation-world";

const input = z.object({ groupId: z.string(), limit: z.coerce.number().optional() });
type Sent = { method?: string; query?: string; body?: string; headers?: Record<string, string> };

function send(cookie: string | null, { method = "GET", query = "", body, headers = {} }: Sent = {}): Request {
  return new Request(`http://localhost:3000/api/x${query}`, {
    method,
    headers: { ...(cookie ? { cookie } : {}), ...headers },
    ...(body === undefined ? {} : { body }),
  });
}
const params = (values: Record<string, string>) => ({ params: Promise.resolve(values) });
const origin = () => ({ origin: new URL(environment().APP_URL).origin });

const echo = route("staff", input, async (actor, given, { now }) => ({
  ...given,
  who: actor.personId,
  requestId: currentRequestId(),
  isNow: Math.abs(now.getTime() - Date.now()) < 5_000,
}));

describe("reading", () => {
  it("gives the use case actor, query and path, time and request id, and answers its view", async () => {
    const actor = await anEngineer();
    const request = send(await cookieOf(actor), {
      query: "?limit=5&groupId=of-the-query",
      headers: { "x-request-id": "0123456789abcdef" },
    });

    const answer = await echo(request, params({ groupId: "of-the-path" }));

    expect(answer.status).toBe(200);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.get("x-request-id")).toBe("0123456789abcdef");
    expect(await answer.json()).toEqual({
      groupId: "of-the-path",
      limit: 5,
      who: actor.personId,
      requestId: "0123456789abcdef",
      isNow: true,
    });
  });

  it("takes no request id of a strange form over", async () => {
    const request = send(await cookieOf(await anEngineer()), { headers: { "x-request-id": 'a"b' } });

    const answer = await echo(request, params({ groupId: "g" }));

    expect(answer.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("refuses who is not signed in, and an input the schema does not know", async () => {
    const signedIn = send(await cookieOf(await anEngineer()), { query: "?limit=many" });

    expect((await echo(send(null), params({ groupId: "g" }))).status).toBe(401);
    expect((await echo(send("ailink.staff.session=forged"), params({ groupId: "g" }))).status).toBe(401);
    expect((await echo(signedIn, params({ groupId: "g" }))).status).toBe(400);
  });

  it("passes a Response of the use case on", async () => {
    const file = route(
      "staff",
      input,
      async () => new Response("bytes", { headers: { "cache-control": "private" } }),
    );

    const answer = await file(send(await cookieOf(await anEngineer())), params({ groupId: "g" }));

    expect([await answer.text(), answer.headers.get("cache-control")]).toEqual(["bytes", "private"]);
  });
});

describe("an employee's route", () => {
  const own = route("employee", z.object({}), async (actor: EmployeeActor) => ({
    channelId: actor.channelId,
  }));

  it("is open through the channel of the path alone, whatever the query says", async () => {
    const [customer, other] = [await aCustomer(), await aCustomer()];
    const cookie = await cookieOf(await anEmployee(customer), customer.appId);

    const inside = await own(
      send(cookie, { query: `?appId=${other.appId}` }),
      params({ appId: customer.appId }),
    );
    const outside = await own(
      send(cookie, { query: `?appId=${customer.appId}` }),
      params({ appId: other.appId }),
    );

    expect(await inside.json()).toEqual({ channelId: customer.channelId });
    expect(outside.status).toBe(401);
    expect((await own(send(cookie), params({}))).status).toBe(401);
  });
});

describe("changing", () => {
  const post = async (sent: Sent) =>
    echo(send(await cookieOf(await anEngineer()), { method: "POST", ...sent }), params({ groupId: "g" }));

  it("takes a JSON body from our own pages", async () => {
    const answer = await post({ body: '{"limit":3,"groupId":"of-the-body"}', headers: origin() });

    expect(await answer.json()).toMatchObject({ limit: 3, groupId: "g" });
  });

  it("takes a form of our own page sent without scripts, where the browser hides the origin", async () => {
    const headers = { origin: "null", "sec-fetch-site": "same-origin" };

    expect((await post({ headers })).status).toBe(200);
  });

  it.each([
    ["another site", { origin: "https://evil.example" }],
    ["another port", { origin: "http://localhost:3001" }],
    ["another site that hides its origin", { origin: "null", "sec-fetch-site": "cross-site" }],
    ["a sibling site", { origin: "null", "sec-fetch-site": "same-site" }],
    ["nobody knows where", {}],
  ])("refuses what comes from %s", async (_where, headers) => {
    const answer = await post({ body: "{}", headers });

    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ error: { reason: "http.wrong_origin" } });
  });

  it.each([
    ["no JSON", "limit=3", "http.invalid_json"],
    ["a list", "[1]", "http.invalid_json"],
    ["a body too large", `{"x":"${"x".repeat(300_000)}"}`, "http.body_too_large"],
  ])("refuses %s", async (_what, body, reason) => {
    const answer = await post({ body, headers: origin() });

    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { reason } });
  });
});
