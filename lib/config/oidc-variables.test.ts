import { describe, expect, it } from "vitest";
import { parseEnvironment } from "@/lib/config/environment";

const complete = {
  APP_MODE: "production",
  APP_URL: "https://service.example.com",
  DATABASE_URL: "postgresql://ailink@db/ailink",
  AUTH_SECRET: "s".repeat(32),
  ENCRYPTION_KEYS: `new:${Buffer.alloc(32, 1).toString("base64")}`,
};
const providerOf = (door: string, issuer = "https://id.example.com/realms/staff/") => ({
  [`${door}_OIDC_ISSUER`]: issuer,
  [`${door}_OIDC_CLIENT_ID`]: "ailink",
  [`${door}_OIDC_CLIENT_SECRET`]: "the-client-secret",
});

describe.each(["DESK", "CONSOLE"])("the provider of %s", (door) => {
  it("is taken whole or not at all, and what is missing is named", () => {
    const provider = providerOf(door);
    // The slash is a part of the issuer's name.
    expect(parseEnvironment({ ...complete, ...provider })).toMatchObject(provider);
    expect(parseEnvironment(complete)[`${door}_OIDC_ISSUER` as "DESK_OIDC_ISSUER"]).toBeUndefined();
    for (const name of Object.keys(provider)) {
      const start = (): unknown => parseEnvironment({ ...complete, ...provider, [name]: "" });
      expect(start).toThrow(
        `${name}: is required: ${door}_OIDC_ISSUER, _CLIENT_ID, _CLIENT_SECRET belong together`,
      );
      expect(start).not.toThrow("the-client-secret");
    }
  });

  it.each([
    ["no address", "id.example.com"],
    ["another protocol", "ftp://id.example.com"],
    ["a query", "https://id.example.com/?realm=staff"],
    ["sign-in data", "https://user:word@id.example.com"],
  ])("is not an issuer with %s", (_what, issuer) => {
    expect(() => parseEnvironment({ ...complete, ...providerOf(door, issuer) })).toThrow(
      `${door}_OIDC_ISSUER: `,
    );
  });

  const start = (APP_MODE: string, APP_URL: string, issuer: string) => (): unknown =>
    parseEnvironment({ ...complete, APP_MODE, APP_URL, ...providerOf(door, issuer) });

  it.each([
    ["production", "https://service.example.com", "http://id.example.com"],
    ["production", "https://service.example.com", "http://localhost:8080"],
    ["production", "http://localhost:3000", "http://localhost.example.com"],
    ["demo", "http://localhost:3000", "http://id.example.com"],
  ])("in %s at %s is not %s", (mode, appUrl, issuer) => {
    expect(start(mode, appUrl, issuer)).toThrow(`${door}_OIDC_ISSUER: must begin with https://`);
  });

  it.each([
    ["production", "http://localhost:3000", "http://127.0.0.1:8080"],
    ["development", "https://tunnel.example.com", "http://localhost:8080/realms/x"],
  ])("in %s at %s may be %s", (mode, appUrl, issuer) => {
    expect(start(mode, appUrl, issuer)).not.toThrow();
  });
});

it("does not leave the desk without a way in", () => {
  expect(() => parseEnvironment({ ...complete, DESK_OIDC_ONLY: "true" })).toThrow(
    "DESK_OIDC_ISSUER: is required",
  );
  const only = parseEnvironment({ ...complete, ...providerOf("DESK"), DESK_OIDC_ONLY: "true" });
  expect(only.DESK_OIDC_ONLY).toBe(true);
});
