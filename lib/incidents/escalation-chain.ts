import { z } from "zod";

const MINUTE = 60_000;

/** Whom a step can call by their part; a person of the service team is named by id instead. */
const parts = ["on_call", "assignee", "duty_lead", "tam", "deputy", "manager", "all_hands"] as const;

const isTarget = (text: string): boolean =>
  parts.some((part) => part === text) || z.uuid().safeParse(text).success;

const step = z.strictObject(
  {
    targets: z
      .array(z.string("incidents.chain_unknown_target").refine(isTarget, "incidents.chain_unknown_target"))
      .min(1, "incidents.chain_without_target")
      .max(50, "incidents.chain_too_long"),
    /** Since the emergency was declared, so long as nobody has acknowledged it. */
    afterMinutes: z
      .int("incidents.chain_minutes")
      .min(0, "incidents.chain_minutes")
      .max(24 * 60, "incidents.chain_minutes"),
  },
  "incidents.chain_malformed",
);

/** Who is called, and when: the first at once, each later than the one before. */
export const escalationChain = z
  .array(step, "incidents.chain_malformed")
  .min(1, "incidents.chain_malformed")
  .max(20, "incidents.chain_too_long")
  .refine((steps) => steps[0]?.afterMinutes === 0, "incidents.chain_starts_late")
  .refine(
    (steps) => steps.every(({ afterMinutes }, at) => at === 0 || afterMinutes > minutesOf(steps, at - 1)),
    "incidents.chain_out_of_order",
  );
export type EscalationChain = z.output<typeof escalationChain>;
const minutesOf = (steps: readonly { afterMinutes: number }[], at: number): number =>
  steps[at]?.afterMinutes ?? 0;

/** The chain of an account that has none of its own. */
export const defaultEscalationChain: EscalationChain = [
  { targets: ["assignee", "on_call"], afterMinutes: 0 },
  { targets: ["on_call", "duty_lead"], afterMinutes: 5 },
  { targets: ["tam", "deputy", "manager"], afterMinutes: 15 },
  { targets: ["all_hands"], afterMinutes: 25 },
];

/** Whom the step at this position calls; beyond the chain's end it is always everybody (edge-cases §6.4). */
export function targetsAt(chain: EscalationChain, position: number): readonly string[] {
  return chain[position]?.targets ?? ["all_hands"];
}

/** How long after the chain's beginning the step at this position is due, in milliseconds; beyond its end, `repeat` apart. */
export function delayOf(chain: EscalationChain, position: number, repeat: number): number {
  const last = chain.length - 1;
  return minutesOf(chain, Math.min(position, last)) * MINUTE + Math.max(0, position - last) * repeat;
}
