import path from "node:path";
import { describe, expect, it } from "vitest";
import { parseEnvironment } from "@/lib/config/environment";

const complete = {
  APP_MODE: "production",
  APP_URL: "https://service.example.com/",
  DATABASE_URL: "postgresql://ailink@db/ailink",
  AUTH_SECRET: "s".repeat(32),
  ENCRYPTION_KEYS: `new:${Buffer.alloc(32, 1).toString("base64")},old:${Buffer.alloc(32, 2).toString("base64")}`,
};

describe("the environment", () => {
  it("needs five variables, and speaks to Feishu's own hosts unless told otherwise", () => {
    const environment = parseEnvironment(complete);
    expect(environment.APP_URL).toBe("https://service.example.com");
    expect(environment.PORT).toBe(3000);
    expect(environment.FEISHU_API_BASE).toBe("https://open.feishu.cn");
    expect(environment.ENCRYPTION_KEYS.map(({ id }) => id)).toEqual(["new", "old"]);
  });

  it.each(["APP_MODE", "APP_URL", "DATABASE_URL", "AUTH_SECRET", "ENCRYPTION_KEYS"])(
    "without %s does not start, and names it",
    (name) => {
      for (const missing of [undefined, ""]) {
        expect(() => parseEnvironment({ ...complete, [name]: missing })).toThrow(`${name}: is required`);
      }
    },
  );

  it.each([
    ["APP_MODE", "staging"],
    ["APP_URL", "service.example.com"],
    ["PORT", "70000"],
    ["DATABASE_URL", "mysql://db/ailink"],
    ["AUTH_SECRET", "too-short-a-secret"],
    ["ENCRYPTION_KEYS", "only:c2hvcnQ="],
    ["FEISHU_API_BASE", "ftp://open.feishu.example"],
    ["METRICS_TOKEN", "short"],
    ["RUN_WORKER", "yes"],
    ["REQUIRE_SECOND_FACTOR", "always"],
    ["LOG_LEVEL", "loud"],
  ])("with a wrong %s does not start, names it, and does not repeat the value", (name, value) => {
    const start = (): unknown => parseEnvironment({ ...complete, [name]: value });
    expect(start).toThrow(`${name}: `);
    expect(start).not.toThrow(value);
  });

  it("keeps files below DATA_DIR, or where it is told", () => {
    expect(parseEnvironment(complete).STORAGE_DIR).toBe(path.resolve(".data/files"));
    expect(parseEnvironment({ ...complete, DATA_DIR: "/var/ailink" }).STORAGE_DIR).toBe("/var/ailink/files");
    expect(parseEnvironment({ ...complete, STORAGE_DIR: "/srv/files" }).STORAGE_DIR).toBe("/srv/files");
  });

  it("takes a bucket whole or not at all, and names what is missing of it", () => {
    const bucket = {
      STORAGE_S3_ENDPOINT: "https://s3.example.com/",
      STORAGE_S3_BUCKET: "files",
      STORAGE_S3_REGION: "auto",
      STORAGE_S3_ACCESS_KEY: "the-access-key",
      STORAGE_S3_SECRET_KEY: "the-secret-key",
    };
    expect(parseEnvironment({ ...complete, ...bucket })).toMatchObject({
      STORAGE_S3_ENDPOINT: "https://s3.example.com",
      STORAGE_S3_PATH_STYLE: false,
    });
    for (const name of Object.keys(bucket)) {
      const start = (): unknown => parseEnvironment({ ...complete, ...bucket, [name]: "" });
      expect(start).toThrow(`${name}: is required: the five STORAGE_S3_ variables belong together`);
      expect(start).not.toThrow("the-secret-key");
    }
    expect(() => parseEnvironment({ ...complete, ...bucket, STORAGE_S3_ENDPOINT: "s3.example.com" })).toThrow(
      "STORAGE_S3_ENDPOINT: ",
    );
  });

  it("tells everything that is wrong at once", () => {
    expect(() => parseEnvironment({})).toThrow(/APP_MODE[\s\S]*APP_URL[\s\S]*DATABASE_URL[\s\S]*AUTH_SECRET/);
  });
});
