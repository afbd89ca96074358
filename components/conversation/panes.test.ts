import { describe, expect, it } from "vitest";
import { lastingPane, paneOf } from "@/components/conversation/panes";

describe("the pane an address names", () => {
  it("is shown where the group has it", () => {
    expect(paneOf("workstation", "main", "staff")).toBe("workstation");
    expect(paneOf("ticket", "ticket", "employee")).toBe("ticket");
    expect(paneOf("ticket", "main", "employee")).toBeNull();
    expect(paneOf("anything", "main", "employee")).toBeNull();
  });

  it("is Create Ticket for employees alone", () => {
    expect(paneOf("create-ticket", "main", "employee")).toBe("create-ticket");
    expect(paneOf("create-ticket", "main", "staff")).toBeNull();
  });

  it("goes along to another group unless it belongs to the main group", () => {
    expect(lastingPane("members")).toBe("members");
    expect(lastingPane("create-ticket")).toBeNull();
  });
});
