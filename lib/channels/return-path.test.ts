import { expect, it } from "vitest";
import { returnPath } from "@/lib/channels/return-path";

const appId = "cli_a1b2c3d4e5f60718";
const home = `/feishu/${appId}/workbench`;

it.each([
  `/feishu/${appId}`,
  `/feishu/${appId}/workbench?group=1&message=2`,
  `/feishu/${appId}/person/inviteToGroup?token=abc`,
])("keeps a page of the channel: %s", (asked) => {
  expect(returnPath(appId, asked)).toBe(asked);
});

it.each([
  ["nothing", null],
  ["another site", "https://evil.example/feishu/cli_a1b2c3d4e5f60718/workbench"],
  ["a site without scheme", "//evil.example/feishu/cli_a1b2c3d4e5f60718"],
  ["a backslash for a slash", String.raw`/\evil.example/feishu/cli_a1b2c3d4e5f60718`],
  ["a script", "javascript:alert(1)"],
  ["a tab before the second slash", "/\t/evil.example"],
  ["another channel", "/feishu/cli_ffffffffffffffff/workbench"],
  ["a channel whose App ID begins with this one", `/feishu/${appId}0/workbench`],
  ["dots that lead out", `/feishu/${appId}/../cli_ffffffffffffffff/workbench`],
  ["encoded dots that lead out", `/feishu/${appId}/%2e%2e/cli_ffffffffffffffff/workbench`],
  ["the desk", "/desk"],
  ["the login, which would go round", `/thirdparty/feishu/${appId}/login`],
  ["an endless address", `${home}?group=${"x".repeat(1_000)}`],
])("leads home instead of to %s", (_what, asked) => {
  expect(returnPath(appId, asked)).toBe(home);
});
