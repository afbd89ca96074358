import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { currentRequestId, withRequestId } from "@/lib/log/request-context";
import { startProcess } from "@/lib/testing/child-process";

type Line = Record<string, unknown> & { msg: string };

const environment = {
  APP_MODE: "production",
  APP_URL: "https://workbench.example",
  DATABASE_URL: "postgresql://ailink:hidden-in-environment@localhost/ailink",
  AUTH_SECRET: "hidden-in-environment-hidden-in-environment",
  ENCRYPTION_KEYS: `k1:${Buffer.alloc(32).toString("base64")}`,
  LOG_LEVEL: "info",
};

const program = fileURLToPath(new URL("../testing/logging-process.ts", import.meta.url));

let output: string;
let lines: Line[];

beforeAll(async () => {
  const child = startProcess(program, environment);
  await child.says("test.no_error");
  await child.ended;
  output = child.output();
  lines = output
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Line);
}, 60_000);

const said = (event: string): Line[] => lines.filter(({ msg }) => msg === event);

describe("the log", () => {
  it("is JSON, one object per line, with the time, and keeps to its level", () => {
    expect(said("test.outside")).toMatchObject([
      { level: 30, count: 2, time: expect.stringMatching(/Z$/) as string },
    ]);
    expect(said("test.below_the_level")).toEqual([]);
  });

  it("names the request on each line of its work, and on no other", () => {
    const inside = said("test.inside");
    expect(inside.map(({ requestId }) => requestId)).toEqual(inside.map(({ mine }) => mine));
    expect(new Set(inside.map(({ requestId }) => requestId))).toEqual(
      new Set(["request-one", "request-two"]),
    );
    expect(said("test.outside")[0]?.["requestId"]).toBeUndefined();
  });

  it("tells of an error its name, code, redacted message and stack", () => {
    const [line] = said("test.error");
    expect(line).toMatchObject({
      error: "Error",
      errorCode: "ERR_BAD_REQUEST",
      errorMessage: "refused app_secret=[redacted]",
      call: 1,
    });
    expect(line?.["stack"]).toContain("logging-process.ts");
  });

  it("holds nothing that was thrown along, and nothing of the environment", () => {
    expect(said("test.no_error")).toMatchObject([{ error: "not an Error" }]);
    expect(output).not.toContain("hidden-in");
  });
});

describe("the request id", () => {
  it("is known within its work only, and the inner one within another", async () => {
    expect(currentRequestId()).toBeUndefined();
    const seen = await withRequestId("outer", async () => {
      const inner = await withRequestId("inner", () => Promise.resolve(currentRequestId()));
      return [inner, currentRequestId()];
    });

    expect(seen).toEqual(["inner", "outer"]);
    expect(currentRequestId()).toBeUndefined();
  });
});
