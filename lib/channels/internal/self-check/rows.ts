import { brokenReasonOf, problemOf } from "@/lib/channels/channel-problem";
import type { ChannelCheck, CheckStep } from "@/lib/channels/self-check-contract";
import type { Answered } from "@/lib/feishu/ask-app";
import type { FeishuError } from "@/lib/feishu/feishu-error";

/** A row before it is known when it was read. */
export type Row = Omit<ChannelCheck, "at">;

type More = Partial<Pick<Row, "compared" | "details" | "people">>;

const row =
  (state: Row["state"]) =>
  (step: CheckStep, finding: string, more: More = {}): Row => ({
    step,
    state,
    finding,
    compared: [],
    details: {},
    people: [],
    ...more,
  });

/** The four colours of a row. */
export const green = row("ok");
export const amber = row("warning");
export const red = row("wrong");
export const grey = row("not_checkable");

const QUOTA = 99_991_403;

/** The row that explains why an app is refused, whatever it asks; null for a refusal of this one question. */
export function gateOf(error: FeishuError): CheckStep | null {
  if (error.failure !== "channel_broken") return null;
  const { kind } = problemOf(brokenReasonOf(error));
  if (kind === "app_disabled") return "app_enabled";
  if (kind === "not_published") return "published";
  return kind === "ip_not_allowed" ? "ip_allow_list" : null;
}

/** A row whose question failed: because of another row, the month's calls, or for a reason of its own. */
export function unread(step: CheckStep, error: FeishuError, scope: CheckStep | null = null): Row {
  if (error.code === QUOTA) return grey(step, "quota");
  const cause = gateOf(error) ?? (error.code === 99_991_672 ? scope : null);
  return cause === null || cause === step
    ? grey(step, "later")
    : grey(step, "blocked", { details: { cause } });
}

/** The value of an answer; null where it was not asked or failed. */
export function valueOf<T>(answer: Answered<T> | undefined): T | null {
  return answer && "value" in answer ? answer.value : null;
}
