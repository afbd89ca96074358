import { expect, it } from "vitest";
import { limitedText } from "@/lib/http/limited-text";

const tooLarge = { code: "INVALID_INPUT", reason: "http.body_too_large" };
const post = (body: BodyInit | null, headers: Record<string, string> = {}) =>
  new Request("http://localhost/", { method: "POST", body, headers, duplex: "half" } as RequestInit);

it("reads a body up to the limit, in whatever pieces it comes", async () => {
  const bytes = new TextEncoder().encode("用户".repeat(10));
  const pieces = new ReadableStream({
    start(controller) {
      for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
      controller.close();
    },
  });

  expect(await limitedText(post(pieces), bytes.length)).toBe("用户".repeat(10));
  expect(await limitedText(post(null), 10)).toBe("");
});

it("refuses by the length that is claimed, before it reads anything", async () => {
  const request = post("short", { "content-length": "11" });

  await expect(limitedText(request, 10)).rejects.toMatchObject(tooLarge);
  expect(request.bodyUsed).toBe(false);
});

it("stops reading a body that claims no length and does not end", async () => {
  let sent = 0;
  const endless = new ReadableStream({
    pull(controller) {
      sent += 1;
      controller.enqueue(new Uint8Array(4));
    },
  });

  await expect(limitedText(post(endless), 10)).rejects.toMatchObject(tooLarge);
  expect(sent).toBeLessThan(10);
});
