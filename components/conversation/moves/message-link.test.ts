import { describe, expect, it } from "vitest";
import { messageLink, throughOwnDoor } from "@/components/conversation/moves/message-link";

const origin = "https://support.example";
const desk = { kind: "staff" } as const;
const workbench = { kind: "employee", appId: "cli_1" } as const;
const id = { groupId: "g", messageId: "m" };

describe("a link to a message", () => {
  it("leads to the page of the door it was copied at", () => {
    expect(messageLink(desk, origin, id)).toBe(`${origin}/desk?group=g&message=m`);
    expect(messageLink(workbench, origin, id)).toBe(`${origin}/feishu/cli_1/workbench?group=g&message=m`);
  });

  it("that somebody of the other side copied leads through the reader's own door", () => {
    expect(throughOwnDoor(messageLink(desk, origin, id), workbench, origin)).toBe(
      messageLink(workbench, origin, id),
    );
    expect(throughOwnDoor(messageLink(workbench, origin, id), desk, origin)).toBe(
      messageLink(desk, origin, id),
    );
    expect(throughOwnDoor(`${origin}/desk?pane=members&group=g`, workbench, origin)).toBe(
      `${origin}/feishu/cli_1/workbench?group=g`,
    );
  });

  it.each([
    "https://elsewhere.example/desk?group=g",
    `${origin}/desk`,
    `${origin}/desk/duty?group=g`,
    `${origin}/feishu/cli_1/workbench?group=g&message=m`,
    "mailto:somebody@example.com",
    "not a link",
  ])("leaves %s as it is", (href) => expect(throughOwnDoor(href, workbench, origin)).toBe(href));
});
