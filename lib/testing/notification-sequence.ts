import {
  type Arbitrary,
  boolean,
  constant,
  constantFrom,
  integer,
  nat,
  oneof,
  option,
  record,
} from "fast-check";
import type { NotificationSettingsInput } from "@/lib/notifications/contract";

type Steps = {
  [Name in "mention" | "everyone" | "nobody" | "read" | "leave" | "rejoin" | "emergency"]: { group: 0 | 1 };
} & { [Name in "month" | "quota" | "update"]: object } & {
  edit: { message: number; names: boolean };
  recall: { message: number };
  choose: { cards: boolean; quietFrom: number | null; hours: number; hideContent: boolean };
  wait: { seconds: number };
  run: { workers: number };
  die: { sent: boolean };
  fail: { kind: "error-500" | "reset" | "rate-limit" | "html-502"; when: "before" | "after"; times: number };
};

export type StepOf<Name extends keyof Steps> = { do: Name } & Steps[Name];

/** What may happen around one reader: said and read, changed their mind, and what breaks meanwhile. */
export type Step = { [Name in keyof Steps]: StepOf<Name> }[keyof Steps];

/** What a person chose by a step. */
export function chosenBy({
  cards,
  hideContent,
  quietFrom,
  hours,
}: StepOf<"choose">): NotificationSettingsInput {
  const clockTime = (value: number) => `${String(value % 24).padStart(2, "0")}:00`;
  const zone = hours % 2 === 0 ? "Asia/Shanghai" : "America/New_York";
  const quiet =
    quietFrom === null ? null : { from: clockTime(quietFrom), to: clockTime(quietFrom + hours), zone };
  return { cards, hideContent, quiet };
}

const group = constantFrom(0 as const, 1 as const);
const weighted = <T>(weight: number, arbitrary: Arbitrary<T>) => ({ weight, arbitrary });

/** Any of them. */
export const step = oneof(
  weighted(9, record({ do: constantFrom("mention", "everyone"), group })),
  weighted(1, record({ do: constant("nobody" as const), group })),
  weighted(3, record({ do: constant("edit" as const), message: nat(9), names: boolean() })),
  weighted(2, record({ do: constant("recall" as const), message: nat(9) })),
  weighted(3, record({ do: constantFrom("read", "leave", "rejoin"), group })),
  weighted(1, record({ do: constant("emergency" as const), group })),
  weighted(
    3,
    record({
      do: constant("choose" as const),
      cards: constantFrom(true, true, false),
      quietFrom: option(integer({ min: 0, max: 23 })),
      hours: integer({ min: 1, max: 12 }),
      hideContent: boolean(),
    }),
  ),
  weighted(5, record({ do: constant("wait" as const), seconds: integer({ min: 1, max: 900 }) })),
  // Shortly before a window would end.
  weighted(3, record({ do: constant("wait" as const), seconds: integer({ min: 480, max: 590 }) })),
  weighted(1, record({ do: constant("wait" as const), seconds: integer({ min: 3_600, max: 50_000 }) })),
  weighted(2, record({ do: constantFrom("month", "quota", "update", "update") })),
  weighted(7, record({ do: constant("run" as const), workers: integer({ min: 1, max: 2 }) })),
  weighted(2, record({ do: constant("die" as const), sent: boolean() })),
  weighted(
    2,
    record({
      do: constant("fail" as const),
      kind: constantFrom("error-500", "reset", "rate-limit", "html-502"),
      when: constantFrom("before", "after"),
      times: integer({ min: 1, max: 3 }),
    }),
  ),
);
