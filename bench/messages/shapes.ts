import { randomUUID } from "node:crypto";

/** How many members share how many groups; each member is in one group. */
export type Shape = { name: string; groups: number; membersPerGroup: number };

/** The shapes of docs/architecture.md#the-message-path. */
export const shapes: Shape[] = [
  { name: "A: 200 members, 20 groups of 10", groups: 20, membersPerGroup: 10 },
  { name: "B: 200 members, one group", groups: 1, membersPerGroup: 200 },
  { name: "C: 1,000 members, 20 groups of 50", groups: 20, membersPerGroup: 50 },
];

export type BenchMember = { personId: string; groupId: string; cookie: string };

/** Members of a shape, without sessions. */
export function membersOf(shape: Shape): BenchMember[] {
  return Array.from({ length: shape.groups }, () => randomUUID()).flatMap((groupId) =>
    Array.from({ length: shape.membersPerGroup }, () => ({ personId: randomUUID(), groupId, cookie: "" })),
  );
}
