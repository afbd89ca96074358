import { describe, expect, it } from "vitest";
import { arrangedRows, type LiveGroups, liveRow, marksOf } from "@/components/desk/inbox/live-rows";
import type { InboxRowView } from "@/lib/desk/contract";
import type { GroupRowView } from "@/lib/groups/contract";

const now = Date.parse("2026-11-28T12:00:00Z");
const minutes = (count: number) => new Date(now + count * 60_000).toISOString();

function aRow(groupId: string, more: Partial<InboxRowView> = {}): InboxRowView {
  return {
    groupId,
    kind: "ticket",
    name: groupId,
    organizationName: "Harbour",
    accountId: "account",
    archived: false,
    isMember: true,
    unread: false,
    mentionsMe: false,
    internal: null,
    activityAt: minutes(-60),
    incidentAt: null,
    ticket: null,
    ...more,
  };
}

function aGroup(id: string, more: Partial<GroupRowView> = {}): GroupRowView {
  return {
    id,
    kind: "ticket",
    name: id,
    organizationName: "Harbour",
    archived: false,
    plan: { validFrom: "2026-01-01T00:00:00Z", validTo: "2036-01-01T00:00:00Z" },
    memberCount: 2,
    sequence: 9,
    readSequence: 9,
    unread: 0,
    mentionsMe: false,
    lastMessage: null,
    reader: null,
    ...more,
  };
}

const said = (createdAt: string) => ({
  lastMessage: { senderId: "a", senderName: "A", excerpt: "x", files: 0, notice: null, createdAt },
});
const live = (...groups: GroupRowView[]): LiveGroups => new Map(groups.map((group) => [group.id, group]));
const order = (rows: readonly InboxRowView[]) => rows.map(({ groupId }) => groupId).join("");

describe("what was heard since a row was read", () => {
  it("is what is unread on either side, and when something was said last", () => {
    const internal = { groupId: "i", unread: false, mentionsMe: false };
    const groups = live(
      aGroup("a", { unread: 3, ...said(minutes(-5)) }),
      aGroup("i", { unread: 1, mentionsMe: true, ...said(minutes(-1)) }),
    );
    expect(liveRow(aRow("a", { internal }), groups)).toMatchObject({
      unread: true,
      mentionsMe: false,
      internal: { groupId: "i", unread: true, mentionsMe: true },
      activityAt: minutes(-1),
    });
  });

  it("takes away what the reader has left, keeps what they never were in, and knows what they just joined", () => {
    expect(liveRow(aRow("a"), live())).toBeNull();
    const seen = aRow("a", { isMember: false });
    expect(liveRow(seen, live())).toBe(seen);
    expect(liveRow(seen, live(aGroup("a")))).toMatchObject({ isMember: true });
  });
});

describe("the order", () => {
  const rows = [
    aRow("e", { incidentAt: minutes(-9) }),
    aRow("u", { unread: true, activityAt: minutes(-20) }),
    aRow("q", { activityAt: minutes(-10) }),
  ];

  it("follows what is said at once", () => {
    const groups = live(aGroup("e"), aGroup("u", { unread: 1 }), aGroup("q"));
    expect(order(arrangedRows(rows, { groups, held: null, now }))).toBe("euq");
    const mentioned = live(
      aGroup("e"),
      aGroup("u", { unread: 1 }),
      aGroup("q", { unread: 1, mentionsMe: true, ...said(minutes(0)) }),
    );
    expect(order(arrangedRows(rows, { groups: mentioned, held: null, now }))).toBe("equ");
  });

  it("leaves the open row where it was opened though it is read by that, and lets it rise", () => {
    const read = live(aGroup("e"), aGroup("u"), aGroup("q"));
    const held = { query: "", tier: 3, row: aRow("u", { unread: true }) };
    expect(order(arrangedRows(rows, { groups: read, held: null, now }))).toBe("equ");
    expect(order(arrangedRows(rows, { groups: read, held, now }))).toBe("euq");
    const burning = rows.map((row) => (row.groupId === "u" ? { ...row, incidentAt: minutes(-1) } : row));
    expect(order(arrangedRows(burning, { groups: read, held, now }))).toBe("ueq");
  });

  it("keeps the open row while the filter has it no longer, unless the reader has left it", () => {
    const held = { query: "unread=1", tier: 3, row: aRow("u", { unread: true }) };
    const groups = live(aGroup("e"), aGroup("u"));
    expect(order(arrangedRows([aRow("e")], { groups, held, now }))).toBe("ue");
    expect(order(arrangedRows([aRow("e")], { groups: live(aGroup("e")), held, now }))).toBe("e");
  });
});

it("counts are asked for again when something becomes unread or read, and not for every message", () => {
  const before = [aGroup("a", { unread: 1 }), aGroup("b")];
  expect(marksOf([aGroup("b"), aGroup("a", { unread: 7 })])).toBe(marksOf(before));
  expect(marksOf([aGroup("a", { unread: 2, mentionsMe: true }), aGroup("b")])).not.toBe(marksOf(before));
  expect(marksOf([aGroup("a"), aGroup("b")])).not.toBe(marksOf(before));
});
