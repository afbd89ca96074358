import { z } from "zod";
import { type Answer, json, text } from "./exchange";

/** Something that goes wrong on a route, from its `nth` call after being set, `times` times. */
export const faultSchema = z.object({
  /** Name of the route, or `*`. */
  route: z.string(),
  kind: z.enum([
    "latency",
    "reset",
    "error-500",
    "rate-limit",
    "quota",
    "truncated-json",
    "html-502",
    "oauth-500",
    "oauth-503",
    "refuse",
  ]),
  /** `during` is for latency only: the side effect has begun and is not finished. */
  when: z.enum(["before", "during", "after"]).default("before"),
  nth: z.number().int().min(1).default(1),
  /** 0 = until removed. */
  times: z.number().int().min(0).default(1),
  delayMs: z.number().int().min(0).max(60_000).default(0),
  resetSeconds: z.number().int().min(1).default(3),
  /** What `refuse` says: any code, with the status and the words that come with it. */
  refusal: z
    .object({
      code: z.number().int(),
      status: z.number().int().min(200).max(599).default(400),
      msg: z.string().default("refused"),
    })
    .nullable()
    .default(null),
  appId: z.string().nullable().default(null),
});

export type Fault = z.infer<typeof faultSchema>;
export type FaultInput = z.input<typeof faultSchema>;

interface ArmedFault extends Fault {
  seen: number;
}

export class FaultPlan {
  #armed: ArmedFault[] = [];

  add(fault: Fault): void {
    this.#armed.push({ ...fault, seen: 0 });
  }

  clear(): void {
    this.#armed = [];
  }

  /** Counts this call against every armed fault of the route and returns those that strike now. */
  strike(route: string, appId: string | null): Fault[] {
    const matching = this.#armed.filter(
      (fault) =>
        (fault.route === "*" || fault.route === route) && (fault.appId === null || fault.appId === appId),
    );
    return matching.filter((fault) => {
      fault.seen += 1;
      return fault.seen >= fault.nth && (fault.times === 0 || fault.seen < fault.nth + fault.times);
    });
  }
}

/** The answer a fault puts in place of the real one. Latency and reset have none. */
export function faultAnswer(fault: Fault, real: Answer | null, logId: string): Answer | null {
  const error = { log_id: logId };
  switch (fault.kind) {
    case "error-500":
      return json(500, { code: 2200, msg: "internal error", error });
    case "rate-limit":
      return json(
        429,
        { code: 99991400, msg: "request trigger frequency limit", error },
        rateHeaders(fault.resetSeconds),
      );
    case "quota":
      return json(429, { code: 99991403, msg: "This month's API call quota has been exceeded", error });
    case "truncated-json":
      return truncated(real);
    case "html-502":
      return text(
        502,
        "<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>",
        "text/html",
      );
    case "oauth-500":
      return oauthFailure(500, 20050, "server_error");
    case "oauth-503":
      return oauthFailure(503, 20072, "temporarily_unavailable");
    case "refuse": {
      const { code, status, msg } = fault.refusal ?? { code: 2200, status: 500, msg: "internal error" };
      return json(status, { code, msg, error });
    }
    case "latency":
    case "reset":
      break;
  }
  return null;
}

/** What the token endpoint and `user_info` say when they fail themselves; each reads its own fields. */
function oauthFailure(status: number, code: number, error: string): Answer {
  return json(status, { code, error, error_description: "An unexpected error occurred.", msg: error });
}

function truncated(real: Answer | null): Answer {
  const whole = real?.body ?? '{"code":0,"msg":"success","data":{}}';
  return { ...json(real?.status ?? 200, null), body: whole.slice(0, Math.ceil(whole.length / 2)) };
}

export function rateHeaders(resetSeconds: number, limit = 50): Record<string, string> {
  return {
    "x-ogw-ratelimit-limit": String(limit),
    "x-ogw-ratelimit-reset": String(Math.max(1, resetSeconds)),
  };
}
