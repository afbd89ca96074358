import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { createTicketInput } from "@/lib/tickets/contract";

const form = {
  groupId: randomUUID(),
  clientId: randomUUID(),
  title: "Orders time out",
  productCode: "ecs",
  severity: "s2",
  description: "Every second one.",
};

const reasonOf = (given: object) =>
  createTicketInput.safeParse({ ...form, ...given }).error?.issues[0]?.message ?? "accepted";

it.each([
  ["a description of a megabyte", { description: "x".repeat(1_000_000) }, "tickets.description_too_long"],
  ["no description", { description: " \n" }, "tickets.description_missing"],
  [
    "200 files",
    { attachmentIds: Array.from({ length: 200 }, () => randomUUID()) },
    "tickets.too_many_attachments",
  ],
  ["no title", { title: "" }, "tickets.title_missing"],
  ["a title of a page", { title: "x".repeat(201) }, "tickets.title_too_long"],
  ["a NUL in the title", { title: "a\0b" }, "tickets.not_text"],
  ["half a character in the description", { description: "a\uD800" }, "tickets.not_text"],
  ["a beginning that is no time", { beganAt: "yesterday" }, "tickets.began_at_malformed"],
  ["a time without a zone", { beganAt: "2026-01-01T00:00:00" }, "tickets.began_at_malformed"],
  ["51 resources", { resourceIds: Array.from({ length: 51 }, () => "i-1") }, "tickets.too_many_resources"],
  ["a product without a name", { productCode: "" }, "tickets.product_missing"],
])("the form refuses %s, and says what to do", (_what, given, reason) => {
  expect(reasonOf(given)).toBe(reason);
});

it("takes what is left out as not given, and trims what is typed", () => {
  expect(createTicketInput.parse({ ...form, title: "  Orders  " })).toEqual({
    ...form,
    title: "Orders",
    resourceIds: [],
    region: null,
    beganAt: null,
    attachmentIds: [],
    previousTicketId: null,
  });
});
