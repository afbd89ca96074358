import { problemOf } from "@/lib/channels/channel-problem";
import { essentialFault } from "@/lib/channels/check-health";
import type { ChannelProblemKind } from "@/lib/channels/contract";
import { brokenReasonOfChecks } from "@/lib/channels/internal/run-self-check";
import {
  type ChannelCheck,
  checkSteps,
  type CheckStep,
  type CheckTrigger,
} from "@/lib/channels/self-check-contract";
import { durations } from "@/lib/config/durations";

const isStale = ({ step, at }: ChannelCheck, now: Date): boolean =>
  step === "message_path" && now.getTime() - Date.parse(at) > durations.testCardKept;

/**
 * The rows after a run: those it read, and of the others what was known before. A row that the month's calls kept from
 * being read says what it said, with its old time.
 */
export function mergedChecks(
  before: readonly ChannelCheck[],
  fresh: readonly ChannelCheck[],
  now: Date,
): ChannelCheck[] {
  const old = new Map(before.filter((row) => !isStale(row, now)).map((row) => [row.step, row]));
  const read = new Map(fresh.map((row) => [row.step, row]));
  return checkSteps.flatMap((step) => {
    const row = read.get(step);
    const known = old.get(step);
    if (row?.finding === "quota" && row.state === "not_checkable" && known) return known;
    return row ?? known ?? [];
  });
}

const scopeSteps: readonly CheckStep[] = [
  "scope_application",
  "scope_cardkit",
  "scope_message",
  "scope_tenant",
];

/** What has to be seen to be right before a problem that a card has met is taken for mended. */
const provenBy: Record<ChannelProblemKind, readonly CheckStep[]> = {
  secret_wrong: ["credentials", "secret"],
  app_unknown: ["credentials"],
  app_disabled: ["app_enabled", "published"],
  not_published: ["published"],
  ip_not_allowed: ["ip_allow_list"],
  scope_missing: scopeSteps,
  bot_off: ["bot"],
  other: ["credentials", "app_enabled", "published", "ip_allow_list", "bot", ...scopeSteps],
};

type BrokenState = { brokenReason: string | null; brokenAt: Date | null };
type Run = {
  checks: readonly ChannelCheck[];
  fresh: readonly ChannelCheck[];
  trigger: CheckTrigger;
  now: Date;
};

/**
 * Why cards cannot be sent, after a run. What a card has met is mended when the run has seen the very thing right; a run
 * that this failure began leaves the proof to the next card (docs/decisions/0043-broken-channels-heal-by-themselves.md).
 */
export function brokenAfter(before: BrokenState, { checks, fresh, trigger, now }: Run): BrokenState {
  if (essentialFault(checks) !== null) {
    const brokenReason = brokenReasonOfChecks(checks);
    const brokenAt = brokenReason === before.brokenReason ? before.brokenAt : now;
    return { brokenReason, brokenAt: brokenAt ?? now };
  }
  if (before.brokenReason === null) return { brokenReason: null, brokenAt: null };
  const right = new Set(fresh.filter(({ state }) => state === "ok").map(({ step }) => step));
  // A card of trial that arrived proves all of it.
  const isMended =
    right.has("message_path") ||
    provenBy[problemOf(before.brokenReason).kind].every((step) => right.has(step));
  if (isMended && trigger !== "failure") return { brokenReason: null, brokenAt: null };
  return { brokenReason: before.brokenReason, brokenAt: before.brokenAt };
}
