import { describe, expect, it } from "vitest";
import { inLine } from "@/lib/invitations/internal/in-line";

describe("a line", () => {
  it("lets one after the other, and each key its own", async () => {
    const seen: string[] = [];
    let letFirstGo = () => {};
    const gate = new Promise<void>((resolve) => (letFirstGo = resolve));
    const first = inLine("a", async () => {
      seen.push("first begins");
      await gate;
      seen.push("first ends");
    });
    const second = inLine("a", async () => seen.push("second"));
    await inLine("b", async () => seen.push("other"));
    expect(seen).toEqual(["first begins", "other"]);
    letFirstGo();
    await Promise.all([first, second]);
    expect(seen).toEqual(["first begins", "other", "first ends", "second"]);
  });

  it("goes on after a failure, which reaches who asked alone", async () => {
    const failing = inLine("a", () => Promise.reject(new Error("mine")));
    const next = inLine("a", () => Promise.resolve("fine"));
    await expect(failing).rejects.toThrow("mine");
    expect(await next).toBe("fine");
  });

  it("is refused to the thousand-and-first", async () => {
    let open = () => {};
    const gate = new Promise<void>((resolve) => (open = resolve));
    const waiting = Array.from({ length: 1_000 }, () => inLine("full", () => gate));
    await expect(inLine("full", () => gate)).rejects.toMatchObject({
      code: "UNAVAILABLE",
      reason: "db.busy",
    });
    open();
    await Promise.all(waiting);
    await expect(inLine("full", () => Promise.resolve(1))).resolves.toBe(1);
  });
});
