import { describe, expect, it } from "vitest";
import {
  fillIn,
  inputOf,
  isBlank,
  mergeDrafts,
  newTicketDraft,
} from "@/components/tickets/create-ticket/ticket-draft";
import { createTicketInput } from "@/lib/tickets/contract";

const [FIRST, SECOND] = ["019a0000-0000-7000-8000-000000000001", "019a0000-0000-7000-8000-000000000002"];
const GROUP = "019a0000-0000-7000-8000-00000000000a";
const begun = newTicketDraft(FIRST, 1_000);

describe("the drafts of two tabs", () => {
  it("keep of each field what was typed last", () => {
    const one = fillIn(fillIn(begun, { title: "old" }, 2_000), { region: "Hangzhou" }, 5_000);
    const other = fillIn(begun, { title: "new", productCode: "ECS" }, 3_000);
    const merged = mergeDrafts(one, other);
    expect(merged.fields).toMatchObject({ title: "new", productCode: "ECS", region: "Hangzhou" });
    expect(mergeDrafts(other, one)).toEqual(merged);
  });

  it("become one form, with one client id, when both began by themselves", () => {
    const one = fillIn(begun, { title: "typed here" }, 3_000);
    const other = fillIn(newTicketDraft(SECOND, 2_000), { region: "typed there" }, 2_500);
    const merged = mergeDrafts(one, other);
    expect(merged.clientId).toBe(SECOND);
    expect(merged.fields).toMatchObject({ title: "typed here", region: "typed there" });
    expect(mergeDrafts(other, one)).toEqual(merged);
    expect(mergeDrafts(merged, one)).toEqual(merged);
  });

  it("do not bring back what was sent", () => {
    const sent = fillIn(begun, { title: "sent already" }, 2_000);
    const next = newTicketDraft(SECOND, 4_000);
    expect(isBlank(mergeDrafts(sent, next))).toBe(true);
    expect(mergeDrafts(sent, next).clientId).toBe(SECOND);
  });
});

describe("what is submitted", () => {
  const complete = fillIn(
    begun,
    {
      title: "Orders time out",
      productCode: "ECS",
      severity: "s2",
      description: "Since noon.",
      resources: " i-1 \n\n i-2\n",
      beganAt: "2026-11-25T12:00",
    },
    2_000,
  );

  it("has one id per line and an instant for the reader's clock", () => {
    const input = createTicketInput.parse(inputOf(complete, GROUP, []));
    expect(input.resourceIds).toEqual(["i-1", "i-2"]);
    expect(input.beganAt).toBe(new Date("2026-11-25T12:00").toISOString());
    expect(input.region).toBeNull();
  });

  it("is refused field by field while something is missing", () => {
    const refused = createTicketInput.safeParse(inputOf(begun, GROUP, []));
    const reasons = Object.fromEntries(
      refused.error?.issues.map(({ path, message }) => [path.join("."), message]) ?? [],
    );
    expect(reasons).toEqual({
      title: "tickets.title_missing",
      productCode: "tickets.product_missing",
      severity: "tickets.severity_missing",
      description: "tickets.description_missing",
    });
  });

  it("is refused with a date that is none", () => {
    const refused = createTicketInput.safeParse(
      inputOf(fillIn(complete, { beganAt: "soon" }, 3_000), GROUP, []),
    );
    expect(refused.error?.issues[0]?.message).toBe("tickets.began_at_malformed");
  });
});
