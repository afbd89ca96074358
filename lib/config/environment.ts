import path from "node:path";
import { z } from "zod";
import { checkOidc, oidcVariables } from "@/lib/config/oidc-variables";

const httpUrl = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ""));
const port = z.coerce.number().int().min(0).max(65_535);
const flag = z.enum(["true", "false"]).transform((value) => value === "true");

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** `id:base64` of 32 bytes, separated by commas, the current key first. */
const encryptionKeys = z
  .string()
  .transform((text) =>
    text.split(",").map((part) => {
      const [id = "", key = ""] = part.trim().split(":");
      return { id, key: Buffer.from(key, "base64") };
    }),
  )
  .refine((keys) => keys.every(({ id, key }) => id !== "" && key.length === 32), {
    message: "must be id:base64 of 32 bytes, separated by commas, the current key first",
  });

const s3Variables = [
  "STORAGE_S3_ENDPOINT",
  "STORAGE_S3_BUCKET",
  "STORAGE_S3_REGION",
  "STORAGE_S3_ACCESS_KEY",
  "STORAGE_S3_SECRET_KEY",
] as const;

const variables = z.object({
  APP_MODE: z.enum(["development", "demo", "production"]),
  APP_URL: httpUrl,
  PORT: port.default(3000),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  /** The role every connection takes; the launcher makes it and names it here. Unset or `none`: that of DATABASE_URL. */
  DATABASE_ROLE: z
    .string()
    .regex(/^[a-z_][a-z0-9_]{0,62}$/, "must be the name of a role: a–z, 0–9 and _")
    .optional()
    .transform((role) => (role === "none" ? undefined : role)),
  AUTH_SECRET: z.string().min(32, "must have at least 32 characters"),
  ENCRYPTION_KEYS: encryptionKeys,
  FEISHU_API_BASE: httpUrl.default("https://open.feishu.cn"),
  FEISHU_ACCOUNTS_BASE: httpUrl.default("https://accounts.feishu.cn"),
  FEISHU_APPLINK_BASE: httpUrl.default("https://applink.feishu.cn"),
  FEISHU_JSSDK_URL: httpUrl.default("https://lf-scm-cn.feishucdn.com/lark/op/h5-js-sdk-1.5.44.js"),
  /** Calls a month of an organization with Feishu's basic edition (manual, part 1, cost reminder). */
  FEISHU_MONTHLY_QUOTA: z.coerce.number().int().min(100).default(10_000),
  /** Where the 1st begins at which Feishu's quota starts anew. */
  FEISHU_QUOTA_ZONE: z
    .string()
    .default("Asia/Shanghai")
    .refine((zone) => isTimeZone(zone), { message: "must be a time zone like Asia/Shanghai" }),
  PRODUCT_NAME: z.string().min(1).max(60).default("Enterprise Service"),
  VENDOR_NAME: z.string().min(1).max(60).default("Alibaba Cloud"),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  SMTP_FROM: z.string().min(3).optional(),
  TRUST_PROXY: flag.default(false),
  /** The service team and console principals set up a second factor before anything else. */
  REQUIRE_SECOND_FACTOR: flag.default(false),
  ...oidcVariables,
  METRICS_TOKEN: z.string().min(16, "must have at least 16 characters").optional(),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error"]).default("info"),
  /** Whether server.ts also works the queue; `npm run worker` does it alone when there are many servers. */
  RUN_WORKER: flag.default(true),
  DATA_DIR: z.string().default(".data"),
  /** Where files are kept; below DATA_DIR unless said otherwise. Not used once there is an S3 bucket. */
  STORAGE_DIR: z.string().optional(),
  STORAGE_S3_ENDPOINT: httpUrl.optional(),
  STORAGE_S3_BUCKET: z.string().optional(),
  STORAGE_S3_REGION: z.string().optional(),
  STORAGE_S3_ACCESS_KEY: z.string().optional(),
  STORAGE_S3_SECRET_KEY: z.string().optional(),
  /** `https://endpoint/bucket/key` instead of `https://bucket.endpoint/key`. */
  STORAGE_S3_PATH_STYLE: flag.default(false),
});

const environmentSchema = variables
  .superRefine(checkOidc)
  .superRefine((given, context) => {
    if (s3Variables.every((name) => given[name] === undefined)) return;
    const message = "is required: the five STORAGE_S3_ variables belong together";
    for (const name of s3Variables)
      if (given[name] === undefined) context.addIssue({ code: "custom", path: [name], message });
  })
  .transform((given) => ({
    ...given,
    STORAGE_DIR: path.resolve(given.STORAGE_DIR ?? path.join(given.DATA_DIR, "files")),
  }));

/** What the process was told by its environment, validated. */
export type Environment = z.output<typeof environmentSchema>;

/**
 * Reads and validates an environment.
 *
 * @throws Error whose message names each variable that is missing or wrong, and never its value.
 */
export function parseEnvironment(source: Record<string, string | undefined>): Environment {
  // An empty value is an unset one: compose files and CI write `NAME=`.
  const given = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = environmentSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    (issue) => `  ${issue.path.join(".")}: ${isAbsent(issue, given) ? "is required" : issue.message}`,
  );
  throw new Error(`The environment is not complete (see README, "Run it for real"):\n${problems.join("\n")}`);
}

const isAbsent = ({ code, path: [name] }: z.core.$ZodIssue, given: Record<string, unknown>): boolean =>
  code !== "custom" && given[String(name)] === undefined;

let environmentOfProcess: Environment | undefined;

/** The environment of this process, read and validated at the first call; server.ts and worker.ts call it before anything else. */
export function environment(): Environment {
  environmentOfProcess ??= parseEnvironment(process.env);
  return environmentOfProcess;
}
