import { expect, it } from "vitest";
import { customerColours } from "@/components/desk/customer-colours";

const names = Array.from({ length: 10 }, (_, index) => `Customer ${index}`);

it("gives ten customers ten colours", () => {
  expect(new Set(customerColours(names).values()).size).toBe(10);
});

it("gives a customer the same colour in whatever order the groups come", () => {
  expect(customerColours(names.toReversed())).toEqual(customerColours(names));
});

it("gives every one of many customers a colour", () => {
  const many = Array.from({ length: 30 }, (_, index) => `客户${index}`);
  expect([...customerColours(many).values()].every((colour) => colour !== "")).toBe(true);
});
