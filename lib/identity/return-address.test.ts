import { expect, it } from "vitest";
import { returnAddress } from "@/lib/identity/return-address";

it.each([
  ["/desk", "/desk"],
  ["/desk/groups?group=1&message=2", "/desk/groups?group=1&message=2"],
  ["/desk/x#part", "/desk/x"],
])("goes back to %s", (asked, expected) => {
  expect(returnAddress(asked, "/desk")).toBe(expected);
});

it.each([
  undefined,
  ["/desk"],
  "",
  "https://evil.example/desk",
  "//evil.example/desk",
  "/\\evil.example/desk",
  "/\t/evil.example/desk",
  "\\\\evil.example",
  "/desk/../console",
  "/desk/..//evil.example",
  "/deskevil",
  "/console",
  "/feishu/cli_1/workbench",
  "/desk/sign-in?returnTo=/desk",
  "javascript:alert(1)",
  `/desk/${"x".repeat(3_000)}`,
])("goes to the desk's first page instead of %j", (asked) => {
  expect(returnAddress(asked, "/desk")).toBe("/desk");
});
