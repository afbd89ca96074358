import type { DutyKind } from "@/lib/duty/contract";
import { type Interval, type Leave, presence, uncovered } from "@/lib/duty/internal/intervals";

type CoverageFacts = {
  from: Date;
  until: Date;
  shifts: readonly { personId: string; kind: DutyKind; startsAt: Date; endsAt: Date }[];
  /** By person. */
  leaves: ReadonlyMap<string, Leave>;
  /** The products of each person. */
  skills: ReadonlyMap<string, readonly string[]>;
  /** Each product in use with its line: itself and its fall-backs. */
  lines: ReadonlyMap<string, readonly string[]>;
};

/** A stretch without an engineer for these products, or without a duty lead (then no product is named). */
export type Gap = { kind: "engineer" | "duty_lead"; productCodes: string[]; startsAt: Date; endsAt: Date };

/**
 * The stretches between `from` and `until` in which nobody present on a shift can work on a product, its fall-backs
 * included, and those without a duty lead. Products that lack somebody for exactly the same stretch share a gap. By time.
 */
export function coverageGaps(facts: CoverageFacts): Gap[] {
  const whole = { start: facts.from.getTime(), end: facts.until.getTime() };
  const present = facts.shifts.flatMap((shift) =>
    presence(shift, facts.leaves.get(shift.personId)).map((interval) => ({ ...shift, ...interval })),
  );
  const gaps = new Map<string, Gap>();
  const add = (kind: Gap["kind"], { start, end }: Interval): Gap => {
    const key = `${kind} ${start} ${end}`;
    const gap = gaps.get(key) ?? { kind, productCodes: [], startsAt: new Date(start), endsAt: new Date(end) };
    gaps.set(key, gap);
    return gap;
  };
  for (const [code, line] of facts.lines) {
    const engineers = present.filter(
      ({ kind, personId }) =>
        kind === "engineer" && facts.skills.get(personId)?.some((skill) => line.includes(skill)),
    );
    for (const interval of uncovered(whole, engineers)) add("engineer", interval).productCodes.push(code);
  }
  const leads = present.filter(({ kind }) => kind === "duty_lead");
  for (const interval of uncovered(whole, leads)) add("duty_lead", interval);
  return [...gaps.values()].toSorted(
    (one, other) =>
      one.startsAt.getTime() - other.startsAt.getTime() || one.endsAt.getTime() - other.endsAt.getTime(),
  );
}
