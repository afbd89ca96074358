import { describe, expect, it } from "vitest";
import type { ServiceCalendar } from "@/lib/duty/service-calendar";
import { clocks, leftToResolve, type Story, told } from "@/lib/testing/sla-story";
import { slaClocks } from "@/lib/tickets/sla-clock";
import { defaultSlaPolicy, type SlaPolicy } from "@/lib/tickets/sla-targets";

describe("the first response", () => {
  it("of an S1 at 03:00 on a holiday is due at 03:10", () => {
    const story: Story = { created: "02-17 03:00", severity: "s1" };
    expect(clocks(story, "02-17 03:01").first).toBe("pending 02-17 03:10");
    expect(clocks(story, "02-17 03:01").solved).toBe("pending 02-17 07:00");
  });

  it("of an S3 on the Saturday that was swapped for a holiday runs that Saturday", () => {
    expect(clocks({ created: "02-14 10:00", severity: "s3" }, "02-14 10:01").first).toBe(
      "pending 02-14 14:00",
    );
  });

  it("of an S3 before the holidays is due after them", () => {
    expect(clocks({ created: "02-14 16:00", severity: "s3" }, "02-18 12:00").first).toBe(
      "pending 02-24 11:00",
    );
  });

  it("of an S4 on Friday evening is due on Monday evening", () => {
    expect(clocks({ created: "11-27 20:00", severity: "s4" }, "11-28 12:00").first).toBe(
      "pending 11-30 17:00",
    );
  });

  it("is met by the first answer and stays so", () => {
    const story: Story = { created: "11-27 10:00", severity: "s1", answers: ["11-27 10:09", "11-27 12:00"] };
    expect(clocks(story, "11-27 13:00").first).toBe("met -");
  });

  it("that came late stays breached", () => {
    const story: Story = { created: "11-27 10:00", severity: "s1", answers: ["11-27 10:11"] };
    expect(clocks(story, "11-27 12:00").first).toBe("breached 11-27 10:10");
    expect(clocks({ ...story, statuses: [["11-27 12:00", "closed"]] }, "11-27 13:00").first).toBe(
      "breached 11-27 10:10",
    );
  });

  it("is late at the very instant it is due", () => {
    const story: Story = { created: "11-27 10:00", severity: "s1" };
    expect(clocks(story, "11-27 10:10").first).toBe("breached 11-27 10:10");
    expect(clocks({ ...story, answers: ["11-27 10:10"] }, "11-27 10:11").first).toBe("breached 11-27 10:10");
  });

  it("does not wait for a customer to whom nobody has said anything", () => {
    const story: Story = {
      created: "11-27 10:00",
      severity: "s2",
      statuses: [["11-27 10:05", "waiting_for_customer"]],
    };
    expect(clocks(story, "11-27 10:06").first).toBe("pending 11-27 10:30");
  });

  it("is owed no longer when the customer resolved it alone, and again after reopening", () => {
    const story: Story = {
      created: "11-27 10:00",
      severity: "s2",
      statuses: [["11-27 10:20", "resolved"]],
    };
    expect(clocks(story, "11-28 10:00").first).toBe("met -");
    const reopened: Story = {
      ...story,
      statuses: [
        ["11-27 10:20", "resolved"],
        ["11-28 10:00", "assigned"],
      ],
    };
    expect(clocks(reopened, "11-28 10:01").first).toBe("pending 11-28 10:10");
  });
});

describe("the next update", () => {
  it("follows the first response while nobody has answered", () => {
    const story: Story = { created: "11-27 10:00", severity: "s2" };
    expect(clocks(story, "11-27 10:01").next).toBe("pending 11-27 12:30");
    expect(clocks(story, "11-27 12:30")).toMatchObject({
      first: "breached 11-27 10:30",
      next: "breached 11-27 12:30",
    });
  });

  it("counts from the last answer; each answer begins anew, also after a miss", () => {
    const story: Story = { created: "11-27 10:00", severity: "s2", answers: ["11-27 10:10", "11-27 11:00"] };
    expect(clocks(story, "11-27 12:00").next).toBe("pending 11-27 13:00");
    expect(clocks(story, "11-27 13:00").next).toBe("breached 11-27 13:00");
    const late: Story = { ...story, answers: ["11-27 10:10", "11-27 15:00"] };
    expect(clocks(late, "11-27 15:01").next).toBe("pending 11-27 17:00");
  });

  it("is what a promise line says while it is in force, outside of service hours too", () => {
    const story: Story = {
      created: "11-27 10:00",
      severity: "s3",
      answers: ["11-27 11:00"],
      promises: [["11-27 11:00", "11-28 20:00"]],
    };
    expect(clocks(story, "11-27 12:00").next).toBe("pending 11-28 20:00");
    expect(clocks(story, "11-28 20:00").next).toBe("breached 11-28 20:00");
  });

  it("is what the last of several promise lines says", () => {
    const story: Story = {
      created: "11-27 10:00",
      severity: "s1",
      answers: ["11-27 10:05"],
      promises: [
        ["11-27 10:06", "11-27 12:00"],
        ["11-27 10:30", "11-27 11:00"],
      ],
    };
    expect(clocks(story, "11-27 10:31").next).toBe("pending 11-27 11:00");
  });

  it("counts from the answer again once that has come after the promise", () => {
    const story: Story = {
      created: "11-27 10:00",
      severity: "s1",
      answers: ["11-27 10:05", "11-27 10:40"],
      promises: [["11-27 10:06", "11-27 14:00"]],
    };
    expect(clocks(story, "11-27 10:41").next).toBe("pending 11-27 11:10");
  });

  it("asks for more than was promised when the severity is raised", () => {
    const story: Story = {
      created: "11-27 10:00",
      severity: "s4",
      answers: ["11-27 10:05"],
      promises: [["11-27 10:06", "11-28 10:00"]],
      changes: [["11-27 12:00", "s1"]],
    };
    expect(clocks(story, "11-27 12:01").next).toBe("pending 11-27 12:30");
    const lowered: Story = { ...story, severity: "s1", changes: [["11-27 12:00", "s4"]] };
    expect(clocks(lowered, "11-27 12:01").next).toBe("pending 11-28 10:00");
  });

  it("counts from reopening, whatever was left before", () => {
    const story: Story = {
      created: "11-27 10:00",
      severity: "s1",
      answers: ["11-27 10:05"],
      statuses: [
        ["11-27 10:34", "resolved"],
        ["11-28 09:00", "assigned"],
      ],
    };
    expect(clocks(story, "11-28 09:01").next).toBe("pending 11-28 09:30");
  });

  it("is owed no longer when the ticket is resolved", () => {
    const story: Story = {
      created: "11-27 10:00",
      severity: "s1",
      answers: ["11-27 10:05"],
      statuses: [["11-27 10:20", "resolved"]],
    };
    expect(clocks(story, "11-29 10:00").next).toBe("met -");
  });
});

describe("waiting for the customer", () => {
  const waits = { created: "11-27 16:00", severity: "s3", answers: ["11-27 16:30"] } as const;

  it("pauses across a weekend, and goes on with what was left", () => {
    const paused: Story = { ...waits, statuses: [["11-27 17:00", "waiting_for_customer"]] };
    expect(clocks(paused, "11-29 12:00")).toEqual({ first: "met -", next: "paused -", solved: "paused -" });
    const goesOn: Story = {
      ...waits,
      statuses: [
        ["11-27 17:00", "waiting_for_customer"],
        ["11-30 10:00", "in_progress"],
      ],
    };
    // Of 27 hours one had passed: 8 are left on Monday, 9 on Tuesday, 9 on Wednesday.
    expect(clocks(goesOn, "11-30 10:01").solved).toBe("pending 12-02 18:00");
    expect(clocks(goesOn, "11-30 10:01").next).toBe("pending 11-30 17:30");
  });

  it("over the time at which it would have been due is no breach", () => {
    const story: Story = {
      created: "11-27 10:00",
      severity: "s1",
      answers: ["11-27 10:05"],
      statuses: [
        ["11-27 10:30", "waiting_for_customer"],
        ["11-27 20:00", "in_progress"],
      ],
    };
    expect(clocks(story, "11-27 20:01").solved).toBe("pending 11-27 23:30");
    expect(clocks(story, "11-27 20:01").next).toBe("due_soon 11-27 20:05");
  });

  it("after a breach does not undo it", () => {
    const story: Story = {
      created: "11-27 10:00",
      severity: "s1",
      answers: ["11-27 10:05"],
      statuses: [["11-27 14:00", "waiting_for_customer"]],
    };
    expect(clocks(story, "11-27 15:00").solved).toBe("breached 11-27 14:00");
  });

  it("holds a promise back as well", () => {
    const story: Story = {
      created: "11-27 10:00",
      severity: "s1",
      answers: ["11-27 10:05"],
      promises: [["11-27 10:05", "11-27 12:05"]],
      statuses: [
        ["11-27 11:05", "waiting_for_customer"],
        ["11-27 18:00", "in_progress"],
      ],
    };
    expect(clocks(story, "11-27 18:01").next).toBe("pending 11-27 19:00");
  });

  it("tells what is left", () => {
    const paused: Story = { ...waits, statuses: [["11-27 17:00", "waiting_for_customer"]] };
    expect(leftToResolve(paused, "11-29 12:00")).toBe(26 * 3_600);
  });
});

describe("the resolution", () => {
  it("is met by resolving, and by nothing before", () => {
    const story: Story = {
      created: "11-27 10:00",
      severity: "s1",
      answers: ["11-27 10:05"],
      statuses: [["11-27 13:59", "resolved"]],
    };
    expect(clocks(story, "11-30 10:00").solved).toBe("met -");
    expect(clocks({ ...story, statuses: [["11-27 14:00", "resolved"]] }, "11-30 10:00").solved).toBe(
      "breached 11-27 14:00",
    );
  });

  it("goes on after reopening with what was left: time spent resolved does not count", () => {
    const story: Story = {
      created: "11-27 10:00",
      severity: "s1",
      answers: ["11-27 10:05"],
      statuses: [
        ["11-27 13:00", "resolved"],
        ["11-28 08:00", "closed"],
        ["11-29 09:00", "assigned"],
      ],
    };
    expect(clocks(story, "11-29 09:01").solved).toBe("due_soon 11-29 10:00");
    expect(clocks(story, "11-29 10:00").solved).toBe("breached 11-29 10:00");
  });

  it("of ten days is ten working days, over the end of a month", () => {
    expect(clocks({ created: "11-27 18:00", severity: "s4" }, "11-27 18:01").solved).toBe(
      "pending 12-11 18:00",
    );
  });

  it("counts 29 February", () => {
    const leap: SlaPolicy = {
      ...defaultSlaPolicy,
      calendar: { ...defaultSlaPolicy.calendar, exceptions: [] },
    };
    const createdAt = new Date("2028-02-28T18:00+08:00");
    const facts = { ...told({ created: "11-27 10:00", severity: "s3" }), createdAt };
    expect(slaClocks(facts, leap, createdAt).resolution.dueAt).toEqual(new Date("2028-03-02T18:00+08:00"));
  });

  it("loses no hour and gains none when clocks change", () => {
    const calendar: ServiceCalendar = {
      zone: "America/New_York",
      weekly: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: "09:00", to: "18:00" })),
      exceptions: [],
    };
    const due = (created: string) => {
      const createdAt = new Date(created);
      const facts = { ...told({ created: "11-27 10:00", severity: "s3" }), createdAt };
      return slaClocks(facts, { ...defaultSlaPolicy, calendar }, createdAt).resolution.dueAt;
    };
    expect(due("2026-03-07T17:00-05:00")).toEqual(new Date("2026-03-10T17:00-04:00"));
    expect(due("2026-10-31T17:00-04:00")).toEqual(new Date("2026-11-03T17:00-05:00"));
  });
});
