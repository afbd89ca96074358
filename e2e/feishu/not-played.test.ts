import { afterAll, beforeAll, expect, it } from "vitest";
import { type Bench, startBench } from "./contract-bench";

let bench: Bench;

beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.feishu.close());

const APPLICATION = "/open-apis/application/v7/applications/me";

it.each([
  ["POST", "/open-apis/jssdk/ticket/get"],
  ["POST", "/open-apis/authen/v1/oidc/access_token"],
  ["POST", "/open-apis/authen/v1/oidc/refresh_access_token"],
  ["POST", "/open-apis/authen/v1/access_token"],
  ["GET", "/open-apis/authen/v1/index"],
  ["POST", "/callback/ws/endpoint"],
  ["PATCH", `${APPLICATION}/config`],
  ["POST", `${APPLICATION}/publish`],
  ["GET", "/open-apis/contact/v3/users/ou_1"],
  ["GET", "/open-apis/im/v1/messages/om_1"],
  ["PUT", "/open-apis/application/v6/applications/me/collaborators"],
  ["POST", "/open-apis/tenant/v2/tenant/query"],
  ["GET", "/client/web_url/open"],
])("knows no %s %s, whatever token comes with it", async (method, path) => {
  const answer = await bench.call("a1", method, path, method === "GET" ? undefined : {});
  expect([answer.status, answer.headers.get("content-type"), answer.text]).toEqual([
    404,
    "text/plain",
    "404 page not found",
  ]);
});

it.each([
  ["PATCH", "/open-apis/im/v1/messages/om_1/urgent_app"],
  ["GET", "/open-apis/im/v1/messages/om_1/read_users"],
  ["POST", "/open-apis/message/v4/batch_send"],
])("refuses %s %s for its scope", async (method, path) => {
  const answer = await bench.call("a1", method, path, method === "GET" ? undefined : {});
  expect(answer).toMatchObject({ status: 400, body: { code: 99991672 } });
});
