import type { ChannelCheck, ChannelHealth, CheckStep } from "@/lib/channels/self-check-contract";

/** Rows without which nobody of the channel can be reached. */
const essential: readonly CheckStep[] = [
  "credentials",
  "secret",
  "app_enabled",
  "ip_allow_list",
  "published",
  "scope_application",
  "scope_cardkit",
  "scope_message",
  "scope_tenant",
  "bot",
  "organization",
];

/** Amber that is worth a look and harms nobody: no reason to call a channel unwell. */
const advice: readonly CheckStep[] = ["changes_waiting", "organization"];

/** The first row that keeps the whole channel from working; null when none does. */
export function essentialFault(checks: readonly ChannelCheck[]): ChannelCheck | null {
  return checks.find(({ step, state }) => state === "wrong" && essential.includes(step)) ?? null;
}

/** Whether somebody should do something about this row. */
const needsRepair = ({ step, state, finding }: ChannelCheck): boolean =>
  state === "wrong" || (state === "warning" && !advice.includes(step) && finding !== "personal");

/**
 * How a channel does, from the rows of its self-check and from why cards cannot be sent: broken when nobody can be reached,
 * degraded when something does not work for somebody.
 */
export function healthOf(checks: readonly ChannelCheck[], brokenReason: string | null): ChannelHealth {
  if (brokenReason !== null || essentialFault(checks) !== null) return "broken";
  return checks.some(needsRepair) ? "degraded" : "healthy";
}

/** Whether an app whose rows are these can serve its channel: nothing essential is wrong, and all of it was read. */
export function isReady(checks: readonly ChannelCheck[]): boolean {
  const states = new Map(checks.map(({ step, state }) => [step, state]));
  return essential.every((step) => {
    const state = states.get(step);
    return state === "ok" || (step === "organization" && state === "warning");
  });
}
