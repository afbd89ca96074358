import { expect, it } from "vitest";
import type { TimelineRow } from "@/components/conversation/timeline";
import { heldBack } from "@/components/conversation/use-held-rows";

const rowsOf = (...keys: string[]) => keys.map((key) => ({ key }) as TimelineRow);

it("holds back what came before the row that was first", () => {
  expect(heldBack(rowsOf("a", "b", "c", "d"), "c")).toBe(2);
});

it("holds nothing back when newer rows came, or others altogether", () => {
  expect(heldBack(rowsOf("c", "d", "e"), "c")).toBe(0);
  expect(heldBack(rowsOf("x", "y"), "c")).toBe(0);
});
