import { expect, it } from "vitest";
import { dateInputOf, dateTimeInputOf, instantOfInput } from "@/components/desk/duty/local-input";

it("fields show an instant on the reader's clock, and give the same instant back", () => {
  // The tests' zone is Kathmandu, 5:45 ahead of UTC.
  const instant = "2026-11-25T18:20:00.000Z";

  expect(dateInputOf(new Date(instant))).toBe("2026-11-26");
  expect(dateTimeInputOf(new Date(instant))).toBe("2026-11-26T00:05");
  expect(instantOfInput("2026-11-26T00:05")).toBe(instant);
});

it("what is no time yet is no instant", () => {
  expect(instantOfInput("")).toBe("");
  expect(instantOfInput("soon")).toBe("");
});
