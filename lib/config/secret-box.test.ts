import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { openSecret, sealSecret } from "@/lib/config/secret-box";

const key = (id: string) => ({ id, key: randomBytes(32) });
const old = key("2025");
const current = key("2026");
const unreadable: unknown = expect.objectContaining({
  code: "UNAVAILABLE",
  reason: "common.secret_unreadable",
});

it("gives back what was sealed, and never the same ciphertext twice", () => {
  const one = sealSecret("app-secret 密", "channel-1", [current]);
  const other = sealSecret("app-secret 密", "channel-1", [current]);

  expect(one.keyId).toBe("2026");
  expect(one.ciphertext).not.toBe(other.ciphertext);
  expect(Buffer.from(one.ciphertext, "base64").toString("utf8")).not.toContain("app-secret");
  expect(openSecret(one, "channel-1", [current])).toBe("app-secret 密");
});

it("seals with the first key and still opens what an older one sealed", () => {
  const before = sealSecret("s", "row", [old]);

  expect(openSecret(before, "row", [current, old])).toBe("s");
  expect(sealSecret("s", "row", [current, old]).keyId).toBe("2026");
});

it("does not open for another row, without its key, or under another key's name", () => {
  const sealed = sealSecret("s", "row", [current]);

  expect(() => openSecret(sealed, "other row", [current])).toThrow(unreadable);
  expect(() => openSecret(sealed, "row", [old])).toThrow(unreadable);
  expect(() => openSecret({ ...sealed, keyId: "2025" }, "row", [current, old])).toThrow(unreadable);
});

it("notices every changed, missing or added byte", () => {
  const sealed = sealSecret("secret", "row", [current]);
  const bytes = Buffer.from(sealed.ciphertext, "base64");
  const changed = [...bytes.keys()].map((at) => {
    const copy = Buffer.from(bytes);
    copy[at] = (copy[at] ?? 0) ^ 1;
    return copy;
  });
  const resized = [
    bytes.subarray(0, -1),
    bytes.subarray(0, 10),
    Buffer.alloc(0),
    Buffer.concat([bytes, Buffer.from([0])]),
  ];

  for (const bad of [...changed, ...resized])
    expect(() => openSecret({ ...sealed, ciphertext: bad.toString("base64") }, "row", [current])).toThrow(
      unreadable,
    );
});
