import type { Answer, Call } from "./exchange";
import { redactBody, redactForm, redactKnown, redactUrl } from "./redact";
import { isObject, parseJson } from "../state/json";
import { nowOf } from "../state/world";

/** One call as it is remembered, free of secrets. */
export interface JournalEntry {
  at: number;
  route: string;
  method: string;
  path: string;
  query: string;
  headers: Record<string, string>;
  body: unknown;
  appId: string | null;
  /** `reset` when the connection was cut instead of answering. */
  status: number | "reset";
  code: number | null;
  answer: unknown;
  location: string | null;
  counted: boolean;
  fault: string | null;
  logId: string;
}

const KEPT_HEADERS = ["content-type", "user-agent", "referer", "origin"];

function headersOf(call: Call): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of KEPT_HEADERS) {
    const value = call.headers[name];
    if (typeof value === "string") kept[name] = redactUrl(redactKnown(call.world, value));
  }
  if (call.headers.authorization !== undefined) kept["authorization"] = "[redacted]";
  if (call.headers.cookie !== undefined) kept["cookie"] = "[redacted]";
  return kept;
}

function codeOf(answer: Answer): number | null {
  const body = parseJson(answer.body);
  return isObject(body) && typeof body["code"] === "number" ? body["code"] : null;
}

/** Remembers a call together with what it was answered. */
export function journalEntry(
  call: Call,
  route: string,
  answer: Answer | "reset",
  fault: string | null,
): JournalEntry {
  const answered = answer === "reset" ? null : answer;
  const location = answered?.headers["location"];
  const isApiAnswer = String(answered?.headers["content-type"] ?? "").includes("json");
  return {
    at: nowOf(call.world),
    route,
    method: call.method,
    path: call.path,
    query: redactForm(redactKnown(call.world, call.rawQuery)),
    headers: headersOf(call),
    body: redactBody(call.world, call.headers["content-type"] ?? "", call.rawBody),
    appId: call.notes.appId,
    status: answered?.status ?? "reset",
    code: answered ? codeOf(answered) : null,
    answer: answered && isApiAnswer ? redactBody(call.world, "application/json", answered.body) : null,
    location: typeof location === "string" ? redactUrl(redactKnown(call.world, location)) : null,
    counted: call.notes.counted,
    fault,
    logId: call.logId,
  };
}
