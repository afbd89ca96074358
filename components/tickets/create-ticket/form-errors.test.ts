import { describe, expect, it } from "vitest";
import { errorsOf, errorsOfRefusal } from "@/components/tickets/create-ticket/form-errors";
import type { Refusal } from "@/lib/errors/result";

const refusal = (given: Partial<Refusal>): Refusal => ({
  code: "INVALID_INPUT",
  reason: "common.invalid_input",
  details: {},
  requestId: "request",
  ...given,
});

describe("what the contract refuses", () => {
  it("stands at its field, the first of each", () => {
    expect(
      errorsOf([
        { path: ["resourceIds", 3], message: "tickets.resource_too_long" },
        { path: ["resourceIds", 4], message: "tickets.resource_too_long" },
        { path: ["clientId"], message: "Invalid UUID" },
      ]),
    ).toEqual({ resources: { reason: "tickets.resource_too_long", details: {} } });
  });
});

describe("what the server refuses", () => {
  it("stands at the field the schema names, or the one its reason is about", () => {
    const named = refusal({ reason: "tickets.title_too_long", details: { field: "title" } });
    expect(errorsOfRefusal(named)).toHaveProperty("title.reason", "tickets.title_too_long");
    expect(errorsOfRefusal(refusal({ reason: "tickets.began_in_future" }))).toHaveProperty("beganAt");
    expect(errorsOfRefusal(refusal({ reason: "messages.no_such_attachment" }))).toHaveProperty("files");
  });

  it("is about the whole form otherwise", () => {
    expect(errorsOfRefusal(refusal({ code: "FORBIDDEN", reason: "tickets.plan_expired" }))).toEqual({});
    expect(errorsOfRefusal(refusal({ reason: "tickets.not_a_main_group" }))).toEqual({});
  });
});
