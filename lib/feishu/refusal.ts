import { z } from "zod";
import { classify } from "@/lib/feishu/classify";
import { FeishuError } from "@/lib/feishu/feishu-error";

const shortestWait = 1_000;
const longestWait = 120_000;

/** All that is read of a refusal. The text decides sub-codes and is not kept: it may quote what was sent. */
const refusal = z.object({
  code: z.number().int(),
  msg: z.string().catch(""),
  error: z
    .object({
      log_id: z.string().optional().catch(undefined),
      logid: z.string().optional().catch(undefined),
      permission_violations: z.array(z.object({ subject: z.string() })).catch([]),
      field_violations: z.array(z.object({ field: z.string() })).catch([]),
    })
    .optional()
    .catch(undefined),
});

type Refusal = z.output<typeof refusal>;

const scopeName = /^[a-z_]+(?:[:.][a-z_.]+)+$/;

function missingScopesOf({ code, msg, error }: Refusal): string[] {
  if (code !== 99991672) return [];
  const violations = error?.permission_violations.map(({ subject }) => subject) ?? [];
  const named = violations.length > 0 ? violations : (/\[([^\]]*)\]/.exec(msg)?.[1]?.split(",") ?? []);
  return [...new Set(named.map((scope) => scope.trim()))].filter((scope) => scopeName.test(scope));
}

function wrongCredentialOf({ code, msg }: Refusal): "app_id" | "app_secret" | null {
  if (code === 10015 || code === 20002) return "app_secret";
  if (code === 10003 || code === 20048) return "app_id";
  if (code !== 10014) return null;
  if (/secret/i.test(msg)) return "app_secret";
  return /app[ _]?id/i.test(msg) ? "app_id" : null;
}

const address = /\b(?:\d{1,3}\.){3}\d{1,3}\b|\b(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}\b/i;

function retryAfterOf(code: number, headers: Headers): number | null {
  const seconds = Number(headers.get("x-ogw-ratelimit-reset") ?? Number.NaN);
  if (Number.isFinite(seconds)) return Math.min(longestWait, Math.max(shortestWait, seconds * 1_000));
  return code === 99991400 || code === 230020 ? shortestWait : null;
}

/** The error for an answer of Feishu that says no. */
export function refusalError(call: string, response: Response, body: unknown): FeishuError {
  const answer = refusal.parse(body);
  const { code, msg, error } = answer;
  const fields = error?.field_violations.map(({ field }) => field) ?? [];
  return new FeishuError({
    call,
    kind: "answered",
    code,
    ...classify({ code, httpStatus: response.status, text: msg }),
    httpStatus: response.status,
    logId: response.headers.get("x-tt-logid") ?? error?.log_id ?? error?.logid ?? null,
    retryAfterMs: retryAfterOf(code, response.headers),
    missingScopes: missingScopesOf(answer),
    wrongCredential: wrongCredentialOf(answer),
    callerAddress: code === 99991401 ? (address.exec(msg)?.[0] ?? null) : null,
    ...(fields.length > 0 ? { hint: `fields ${fields.join(" ").slice(0, 200)}` } : {}),
  });
}
