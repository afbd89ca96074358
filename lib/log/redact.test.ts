import { assert, constantFrom, property, string, stringMatching, tuple } from "fast-check";
import { describe, expect, it } from "vitest";
import { redactText } from "@/lib/log/redact";

/** How secrets get into texts: each puts one somewhere. */
const shapes: Record<string, (secret: string) => string> = {
  query: (secret) => `GET /open-apis/x?app_secret=${secret}&page=2 failed`,
  "OAuth callback": (secret) =>
    `https://a.example/thirdparty/feishu/cli_1/oauth2/callback?code=${secret}&state=${secret}`,
  "address in an address": (secret) => `/login?next=https%3A%2F%2Fa.example%2F%3Fcode%3D${secret}`,
  JSON: (secret) => `{"app_id":"cli_1","app_secret":"${secret}","n":1}`,
  "JSON in JSON": (secret) => JSON.stringify({ body: JSON.stringify({ tenant_access_token: secret }) }),
  "inspected object": (secret) => `{ clientSecret: '${secret}', retries: 2 }`,
  environment: (secret) => `AUTH_SECRET=${secret} PORT=3000`,
  "encryption key": (secret) => `ENCRYPTION_KEYS=k1:${secret}`,
  "bearer header": (secret) => `authorization: Bearer ${secret}`,
  "bearer alone": (secret) => `sent Bearer ${secret} to open.feishu.cn`,
  "basic header": (secret) => `Authorization: Basic ${secret}`,
  cookies: (secret) => `cookie: locale=en; ailink.staff=${secret}; other=${secret}`,
  "set cookie": (secret) => `Set-Cookie: ailink.staff=${secret}; Path=/; HttpOnly`,
  "tenant token": (secret) => `token t-${secret} is expired`,
  "user token": (secret) => `got u-${secret}.`,
  JWT: (secret) => `user token eyJ${secret}.${secret}.${secret} refused`,
  "database address": (secret) => `connect postgresql://ailink:${secret}@db.example:5432/ailink`,
  "mail address": (secret) => `smtps://user:${secret}@smtp.example`,
  "no user": (secret) => `redis://:${secret}@cache.example`,
  verifier: (secret) => `code_verifier=${secret}&code_challenge=${secret}`,
  password: (secret) => `password: ${secret}`,
};

const secret = stringMatching(/^[A-Za-z][A-Za-z0-9_-]{14,38}[a-z0-9]$/);

describe("redactText", () => {
  it.each(Object.entries(shapes))("leaves no secret in: %s", (_name, shape) => {
    assert(
      property(secret, (hidden) => {
        expect(redactText(shape(hidden))).not.toContain(hidden);
      }),
    );
  });

  it("leaves no secret whatever stands around it", () => {
    const around = string({ unit: "grapheme", maxLength: 30 }).map((text) => ` ${text}\n`);
    assert(
      property(
        tuple(around, constantFrom(...Object.values(shapes)), around, secret),
        ([before, shape, after, hidden]) => {
          const text = before + shape(hidden) + after;
          expect(redactText(text)).not.toContain(hidden);
          expect(redactText(redactText(text))).toBe(redactText(text));
        },
      ),
    );
  });

  it("is quick with a text of any length", () => {
    const started = performance.now();
    redactText("a".repeat(200_000));
    redactText("x=".repeat(100_000));
    redactText("://a:".repeat(20_000));
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it("hides a password that holds an @", () => {
    expect(redactText("postgres://me:p@ss@db.example/x")).toBe("postgres://me:[redacted]@db.example/x");
  });

  it.each([
    "POST /open-apis/im/v1/messages failed (answered): code 99991672, HTTP 400, log id 2026092714120000A1",
    "connect ECONNREFUSED 127.0.0.1:5432",
    "Raw query failed. Code: `42883`. Message: `operator does not exist`",
    '{"code":99991672,"msg":"Access denied"}',
    "{ code: 'ECONNREFUSED', errno: -111 }",
    "https://a.example/feishu/cli_1/workbench?group=1&message=2",
    "at sendMessage (/app/lib/messages/writer.ts:10:5)",
  ])("keeps what one looks for in a log: %s", (text) => {
    expect(redactText(text)).toBe(text);
  });
});
