import { describe, expect, it } from "vitest";
import type { GroupRowView, MemberView } from "@/lib/groups/contract";
import type { GroupEventView, GroupFrame, MessageView } from "@/lib/messages/contract";
import { applyFrame } from "@/lib/realtime/browser/apply-frame";
import { rowAfterFrame, rowAfterRead } from "@/lib/realtime/browser/group-rows";
import { emptyGroup, type GroupState, mergeMessages } from "@/lib/realtime/browser/group-state";

const ME = "00000000-0000-7000-8000-000000000001";
const OTHER = "00000000-0000-7000-8000-000000000002";

function aMessage(sequence: number, change: Partial<MessageView> = {}): MessageView {
  const createdAt = new Date(sequence * 1_000).toISOString();
  return {
    id: `m${sequence}`,
    groupId: "g",
    sequence,
    senderId: OTHER,
    clientId: `c${sequence}`,
    body: `body ${sequence}`,
    notice: null,
    attachments: [],
    createdAt,
    ...change,
  };
}

function aFrame(from: number, to: number, change: Partial<MessageView> = {}): GroupFrame {
  const events = Array.from({ length: to - from + 1 }, (_, index): GroupEventView => {
    const message = aMessage(from + index, change);
    return { type: "message.created", sequence: message.sequence, message };
  });
  return { groupId: "g", from, to, events };
}

const loaded = (change: Partial<GroupState> = {}): GroupState => ({ ...emptyGroup, loaded: true, ...change });
const numbers = (messages: readonly MessageView[]) => messages.map(({ sequence }) => sequence);

describe("a frame", () => {
  it.each([
    { what: "the next stretch", from: 4, to: 5, kind: "applied", sequences: [3, 4, 5] },
    { what: "an overlapping stretch", from: 2, to: 4, kind: "applied", sequences: [3, 4] },
    { what: "a stretch that came before", from: 2, to: 3, kind: "known", sequences: [3] },
    { what: "a stretch behind a gap", from: 5, to: 6, kind: "hole", sequences: [3] },
  ])("that is $what is $kind", ({ from, to, kind, sequences }) => {
    const group = { state: loaded({ messages: [aMessage(3)] }), sequence: 3 };

    const effect = applyFrame(group, aFrame(from, to));

    const after = effect.kind === "applied" ? effect.group : group;
    expect([effect.kind, numbers(after.state.messages), after.sequence]).toEqual([
      kind,
      sequences,
      sequences.at(-1),
    ]);
  });

  it("changes no older snapshot", () => {
    const state = loaded({ messages: [aMessage(1)] });

    applyFrame({ state, sequence: 1 }, aFrame(2, 3));

    expect(numbers(state.messages)).toEqual([1]);
  });

  it("leaves the messages of a page that looks at the past, and knows its members nonetheless", () => {
    const member: MemberView = {
      personId: OTHER,
      name: "Other",
      avatarUrl: null,
      side: "customer",
      role: "member",
      present: true,
    };
    const joined: GroupEventView = { type: "member.joined", sequence: 3, member, createdAt: "" };
    const frame: GroupFrame = { groupId: "g", from: 2, to: 3, events: [...aFrame(2, 2).events, joined] };

    const effect = applyFrame(
      { state: loaded({ messages: [aMessage(1)], hasAfter: true }), sequence: 1 },
      frame,
    );

    expect(effect).toMatchObject({
      kind: "applied",
      group: { sequence: 3, state: { messages: [{ sequence: 1 }] } },
    });
    expect(effect.kind === "applied" && effect.group.state.members.get(OTHER)).toEqual(member);
  });

  it("replaces a member whose role changed, and only them", () => {
    const other: MemberView = {
      personId: OTHER,
      name: "Other",
      avatarUrl: null,
      side: "customer",
      role: "member",
      present: true,
    };
    const members = new Map([
      [ME, { ...other, personId: ME, name: "Me" }],
      [OTHER, other],
    ]);
    const member: MemberView = { ...other, role: "owner" };
    const changed: GroupEventView = { type: "member.changed", sequence: 1, member, createdAt: "" };

    const effect = applyFrame(
      { state: loaded({ members }), sequence: 0 },
      { groupId: "g", from: 1, to: 1, events: [changed] },
    );

    const after = effect.kind === "applied" ? effect.group.state.members : members;
    expect([after.get(OTHER)?.role, after.get(ME)]).toEqual(["owner", members.get(ME)]);
    expect(members.get(OTHER)?.role).toBe("member");
  });

  it("merges pages in the order of the log, each message once", () => {
    expect(numbers(mergeMessages([aMessage(3), aMessage(4)], [aMessage(1), aMessage(3)]))).toEqual([1, 3, 4]);
  });
});

describe("a row of the list", () => {
  const row: GroupRowView = {
    id: "g",
    kind: "main",
    name: "Group",
    organizationName: "Organization",
    archived: false,
    plan: { validFrom: "2026-01-01T00:00:00Z", validTo: "2036-01-01T00:00:00Z" },
    memberCount: 2,
    sequence: 3,
    readSequence: 3,
    unread: 0,
    mentionsMe: false,
    reader: null,
    lastMessage: null,
  };
  const nameOf = () => "Name";

  it("counts what others wrote and shows the last message", () => {
    expect(rowAfterFrame(row, aFrame(4, 5, { body: `hi <@${ME}>` }), ME, nameOf)).toMatchObject({
      sequence: 5,
      unread: 2,
      mentionsMe: true,
      lastMessage: { senderName: "Name", excerpt: "hi @Name" },
    });
  });

  it("does not count what I wrote, what I have read, or what it knows", () => {
    expect(rowAfterFrame(row, aFrame(4, 4, { senderId: ME, body: "<@all>" }), ME, nameOf)).toMatchObject({
      unread: 0,
      mentionsMe: false,
    });
    expect(rowAfterFrame({ ...row, readSequence: 9 }, aFrame(4, 5), ME, nameOf)).toMatchObject({ unread: 0 });
    expect(rowAfterFrame(row, aFrame(2, 3), ME, nameOf)).toBe(row);
    expect(rowAfterFrame(row, aFrame(3, 4), ME, nameOf)).toMatchObject({ unread: 1 });
  });

  it("asks when something is missing, or when a count changed that only the server knows", () => {
    const left: GroupEventView = {
      type: "member.left",
      sequence: 4,
      createdAt: "",
      member: {
        personId: OTHER,
        name: "",
        avatarUrl: null,
        side: "customer",
        role: "member",
        present: false,
      },
    };

    expect(rowAfterFrame(row, aFrame(5, 5), ME, nameOf)).toBeNull();
    expect(rowAfterFrame(row, { groupId: "g", from: 4, to: 4, events: [left] }, ME, nameOf)).toBeNull();
  });

  it("keeps its count when only a role changed", () => {
    const changed: GroupEventView = {
      type: "member.changed",
      sequence: 4,
      createdAt: "",
      member: { personId: OTHER, name: "", avatarUrl: null, side: "customer", role: "owner", present: true },
    };

    expect(rowAfterFrame(row, { groupId: "g", from: 4, to: 4, events: [changed] }, ME, nameOf)).toEqual({
      ...row,
      sequence: 4,
    });
  });

  it("knows what is still unread from what is loaded, and asks where that does not reach", () => {
    const unread = { ...row, sequence: 8, unread: 5, mentionsMe: true };
    const messages = [
      aMessage(4, { body: `<@${ME}>` }),
      aMessage(5, { senderId: ME }),
      aMessage(6),
      aMessage(7),
      aMessage(8),
    ];

    expect(rowAfterRead(unread, 6, ME, loaded({ messages }))).toMatchObject({
      readSequence: 6,
      unread: 2,
      mentionsMe: false,
    });
    expect(rowAfterRead(unread, 8, ME, emptyGroup)).toMatchObject({ unread: 0, mentionsMe: false });
    expect(rowAfterRead(unread, 6, ME, emptyGroup)).toBeNull();
    expect(rowAfterRead(unread, 5, ME, loaded({ messages: messages.slice(3), hasBefore: true }))).toBeNull();
    expect(rowAfterRead(unread, 2, ME, loaded({ messages }))).toBe(unread);
  });
});
