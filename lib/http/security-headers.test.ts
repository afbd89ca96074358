import { expect, it } from "vitest";
import { contentSecurityPolicy, newNonce, securityHeaders } from "@/lib/http/security-headers";

const settings = {
  APP_MODE: "production",
  APP_URL: "https://ailink.example.com",
  FEISHU_API_BASE: "https://open.feishu.cn",
  FEISHU_JSSDK_URL: "https://lf-scm-cn.feishucdn.com/lark/op/h5-js-sdk-1.5.44.js",
} as const;

function directives(policy: string): Record<string, string[]> {
  return Object.fromEntries(
    policy.split("; ").map((directive) => {
      const [name = "", ...sources] = directive.split(" ");
      return [name, sources];
    }),
  );
}

it("lets scripts run by nonce or from Feishu's JSSDK host, and nothing inline or evaluated", () => {
  const {
    "script-src": scripts,
    "default-src": rest,
    "object-src": objects,
  } = directives(contentSecurityPolicy(settings, "abc"));

  expect(scripts).toEqual(["'self'", "'nonce-abc'", "https://lf-scm-cn.feishucdn.com"]);
  expect(rest).toEqual(["'self'"]);
  expect(objects).toEqual(["'none'"]);
});

it("lets the page's own socket connect, and no other site frame the page", () => {
  const { "connect-src": connect, "frame-ancestors": frames } = directives(
    contentSecurityPolicy(settings, "abc"),
  );

  expect(connect).toContain("wss://ailink.example.com");
  expect(frames).toEqual(["'self'"]);
});

it("shows pictures by plain http only from a Feishu that is spoken to by http", () => {
  const pictures = (FEISHU_API_BASE: string) =>
    directives(contentSecurityPolicy({ ...settings, FEISHU_API_BASE }, "abc"))["img-src"];

  expect(pictures("https://open.feishu.cn")).toEqual(["'self'", "data:", "blob:", "https:"]);
  expect(pictures("http://127.0.0.1:4600/")).toContain("http://127.0.0.1:4600");
});

it("makes a new nonce each time", () => {
  expect(newNonce()).not.toBe(newNonce());
});

it.each([
  ["/feishu/cli_1/person/inviteToGroup", "no-referrer"],
  ["/thirdparty/feishu/cli_1/oauth2/callback", "no-referrer"],
  ["/", "no-referrer"],
  ["/desktop", "no-referrer"],
  ["/desk", "same-origin"],
  ["/console/sign-in", "same-origin"],
])("at %s the referrer policy is %s", (pathname, policy) => {
  expect(new Map(securityHeaders(settings, pathname)).get("referrer-policy")).toBe(policy);
});

it("insists on https only where the site is https", () => {
  const secure = new Map(securityHeaders(settings, "/"));
  const plain = new Map(securityHeaders({ APP_URL: "http://localhost:3000" }, "/"));

  expect(secure.has("strict-transport-security")).toBe(true);
  expect(plain.has("strict-transport-security")).toBe(false);
  expect(secure.get("x-content-type-options")).toBe("nosniff");
});
