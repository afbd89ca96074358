import { describe, expect, it } from "vitest";
import { clocks, nextDue, type Story } from "@/lib/testing/sla-story";
import { defaultSlaPolicy, defaultSlaTargets, type SlaPolicy } from "@/lib/tickets/sla-targets";

describe("a severity", () => {
  it("raised is reckoned from the creation", () => {
    const story: Story = {
      created: "11-27 10:00",
      severity: "s3",
      answers: ["11-27 10:05"],
      changes: [["11-27 11:00", "s2"]],
    };
    expect(clocks(story, "11-27 11:01").solved).toBe("pending 11-27 22:00");
    expect(clocks(story, "11-27 11:01").next).toBe("pending 11-27 13:00");
  });

  it("raised is never due later than was promised", () => {
    // 30 minutes of every hour end before 4 hours of service, but not before the last minute of them.
    const story: Story = { created: "11-27 10:00", severity: "s3", changes: [["11-27 13:50", "s2"]] };
    expect(clocks(story, "11-27 13:51").first).toBe("breached 11-27 10:30");
    const slowS2: SlaPolicy = {
      ...defaultSlaPolicy,
      targets: {
        ...defaultSlaTargets,
        s2: {
          ...defaultSlaTargets.s2,
          firstResponse: { minutes: 6_000, aroundTheClock: true },
          nextUpdate: { minutes: 6_000, aroundTheClock: true },
          resolution: { minutes: 60_000, aroundTheClock: true },
        },
      },
    };
    const before = clocks({ created: "11-27 10:00", severity: "s3" }, "11-27 13:51", slowS2);
    expect(clocks(story, "11-27 13:51", slowS2)).toEqual(before);
  });

  it("raised after the stricter time has passed is breached at once", () => {
    const story: Story = {
      created: "11-27 10:00",
      severity: "s4",
      answers: ["11-27 10:05"],
      changes: [["11-27 16:00", "s1"]],
    };
    expect(clocks(story, "11-27 16:00").solved).toBe("breached 11-27 14:00");
    expect(clocks(story, "11-27 16:00").next).toBe("pending 11-27 16:30");
  });

  it("lowered gives the longer time, reckoned from the creation", () => {
    const story: Story = {
      created: "11-27 10:00",
      severity: "s1",
      answers: ["11-27 10:05"],
      changes: [["11-27 10:30", "s3"]],
    };
    expect(clocks(story, "11-27 10:31").solved).toBe("pending 12-02 10:00");
  });

  it("lowered after a breach does not undo it", () => {
    const story: Story = { created: "11-27 10:00", severity: "s1", changes: [["11-27 10:30", "s3"]] };
    expect(clocks(story, "11-27 10:31").first).toBe("breached 11-27 10:10");
  });

  it("changed after the answer leaves the first response as it was", () => {
    const story: Story = {
      created: "11-27 10:00",
      severity: "s3",
      answers: ["11-27 11:00"],
      changes: [["11-27 12:00", "s1"]],
    };
    expect(clocks(story, "11-27 13:00").first).toBe("met -");
  });

  it("there and back again is due when it was", () => {
    const story: Story = { created: "11-27 10:00", severity: "s3" };
    const changes = [
      ["11-27 10:01", "s4"],
      ["11-27 10:02", "s3"],
    ] as const;
    expect(clocks({ ...story, changes }, "11-27 10:03")).toMatchObject(clocks(story, "11-27 10:03"));
  });
});

describe("due soon", () => {
  it.each([
    ["in the last quarter of a short target", "s1", "11-27 10:07", "11-27 10:08"],
    ["in the last 15 minutes of a long one", "s3", "11-27 13:45", "11-27 13:46"],
  ] as const)("is an answer %s", (_when, severity, before, soon) => {
    const story: Story = { created: "11-27 10:00", severity };
    expect(clocks(story, before).first).toMatch("pending");
    expect(clocks(story, soon).first).toMatch("due_soon");
  });

  it("is a resolution in its last two hours of service, also when a night lies between", () => {
    const story: Story = { created: "11-25 10:00", severity: "s3", answers: ["11-25 10:05"] };
    expect(clocks(story, "11-27 17:01").solved).toBe("due_soon 11-30 10:00");
    expect(clocks(story, "11-27 17:00").solved).toBe("pending 11-30 10:00");
  });
});

describe("what is due next", () => {
  it("is the soonest promise that can still be kept", () => {
    const story: Story = { created: "11-27 10:00", severity: "s2" };
    expect(nextDue(story, "11-27 10:29")).toBe("11-27 10:30");
    expect(nextDue(story, "11-27 10:31")).toBe("11-27 12:30");
    expect(nextDue({ ...story, answers: ["11-27 10:31"] }, "11-27 13:00")).toBe("11-27 22:00");
  });

  it("is nothing while the ticket waits, and when it is done", () => {
    const story: Story = { created: "11-27 10:00", severity: "s2", answers: ["11-27 10:05"] };
    expect(
      nextDue({ ...story, statuses: [["11-27 10:06", "waiting_for_customer"]] }, "11-27 12:00"),
    ).toBeNull();
    expect(nextDue({ ...story, statuses: [["11-27 10:06", "closed"]] }, "11-27 12:00")).toBeNull();
  });
});

it("a clock behind the last thing that happened shows that time", () => {
  const story: Story = { created: "11-27 10:00", severity: "s1", answers: ["11-27 10:05"] };
  expect(clocks(story, "11-27 09:00")).toEqual(clocks(story, "11-27 10:05"));
});

it("a calendar that never opens leaves its clocks running without a time", () => {
  const closed: SlaPolicy = {
    ...defaultSlaPolicy,
    calendar: { ...defaultSlaPolicy.calendar, weekly: [], exceptions: [] },
  };
  expect(clocks({ created: "11-27 10:00", severity: "s3" }, "12-27 10:00", closed)).toEqual({
    first: "pending -",
    next: "pending -",
    solved: "pending -",
  });
});
