import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it, vi } from "vitest";
import type { EmployeeActor, StaffActor } from "@/lib/actor/actor";
import { messagePool } from "@/lib/db/pool";
import { UNREAD_LIMIT } from "@/lib/groups/contract";
import { removeMember } from "@/lib/groups/commands/remove-member";
import { listMyGroups } from "@/lib/groups/queries/list-my-groups";
import { markRead } from "@/lib/messages/commands/mark-read";
import { sendMessage } from "@/lib/messages/commands/send-message";
import { listMessagesInput } from "@/lib/messages/contract";
import { listEvents } from "@/lib/messages/queries/list-events";
import { listMessages } from "@/lib/messages/queries/list-messages";
import {
  aCustomer,
  aGroupOfKind,
  aMainGroup,
  anEmployee,
  anEngineer,
  type Customer,
} from "@/lib/testing/conversation-world";

let customer: Customer;
let author: EmployeeActor;
let engineer: StaffActor;

beforeAll(async () => {
  customer = await aCustomer();
  author = await anEmployee(customer, "Wang Xiaoyu");
  engineer = await anEngineer("Zhao Min");
});

async function say(groupId: string, actor: EmployeeActor | StaffActor, ...bodies: string[]) {
  return Promise.all(bodies.map((body) => sendMessage(actor, { groupId, clientId: randomUUID(), body })));
}

describe("history", () => {
  let groupId: string;
  let ids: string[];

  beforeAll(async () => {
    groupId = await aGroupOfKind(customer, "ticket", [author, engineer]);
    ids = (await say(groupId, author, ...Array.from({ length: 10 }, (_, index) => `m${index + 1}`))).map(
      ({ id }) => id,
    );
  });

  it.each([
    { what: "the newest", bodies: ["m7", "m8", "m9", "m10"], hasBefore: true, hasAfter: false },
    { what: "older ones", before: 7, bodies: ["m3", "m4", "m5", "m6"], hasBefore: true, hasAfter: true },
    { what: "the oldest", before: 3, bodies: ["m1", "m2"], hasBefore: false, hasAfter: true },
    { what: "newer ones", after: 4, bodies: ["m5", "m6", "m7", "m8"], hasBefore: true, hasAfter: true },
    { what: "the beginning", after: 0, bodies: ["m1", "m2", "m3", "m4"], hasBefore: false, hasAfter: true },
    { what: "the end", after: 8, bodies: ["m9", "m10"], hasBefore: true, hasAfter: false },
    { what: "nothing beyond the end", after: 10, bodies: [], hasBefore: true, hasAfter: false },
    {
      what: "those around one",
      around: 5,
      bodies: ["m3", "m4", "m5", "m6"],
      hasBefore: true,
      hasAfter: true,
    },
    { what: "those around the first", around: 1, bodies: ["m1", "m2"], hasBefore: false, hasAfter: true },
    {
      what: "those around the last",
      around: 10,
      bodies: ["m8", "m9", "m10"],
      hasBefore: true,
      hasAfter: false,
    },
  ])("shows $what", async ({ what: _what, around, bodies, hasBefore, hasAfter, ...bounds }) => {
    const linked = around === undefined ? {} : { around: ids[around - 1] };

    const page = await listMessages(
      author,
      listMessagesInput.parse({ groupId, limit: 4, ...bounds, ...linked }),
    );

    expect(page.messages.map(({ body }) => body)).toEqual(bodies);
    expect(page).toMatchObject({ hasBefore, hasAfter, sequence: 10 });
  });

  it("does not know a message of another group", async () => {
    const other = await aGroupOfKind(customer, "ticket", [author]);
    const [message] = await say(other, author, "elsewhere");

    await expect(
      listMessages(author, listMessagesInput.parse({ groupId, around: message?.id })),
    ).rejects.toThrow("NOT_FOUND messages.no_such_message");
  });

  it("is not found by strangers", async () => {
    const stranger = await anEmployee(await aCustomer());

    await expect(listMessages(stranger, listMessagesInput.parse({ groupId }))).rejects.toThrow(
      "NOT_FOUND groups.no_such_group",
    );
    await expect(listEvents(stranger, { groupId, after: 0 })).rejects.toThrow(
      "NOT_FOUND groups.no_such_group",
    );
  });
});

describe("catching up", () => {
  it("gives everything after a number as it is now", async () => {
    const own = await aCustomer();
    const [owner, leaver] = [await anEmployee(own, "Owner"), await anEmployee(own, "Leaver")];
    const groupId = await aMainGroup(own, { employees: [owner, leaver] });
    await say(groupId, owner, "hello");
    await removeMember(owner, { groupId, personId: leaver.personId }, { now: new Date() });

    const { frame, tooMany, sequence } = await listEvents(owner, { groupId, after: 1 });

    expect({ tooMany, sequence }).toEqual({ tooMany: false, sequence: 5 });
    expect(frame).toMatchObject({
      groupId,
      from: 2,
      to: 5,
      events: [
        { type: "member.joined", sequence: 2, member: { name: "Owner", role: "owner", present: true } },
        // As it is now: whoever catches up must not believe that they are still there.
        { type: "member.joined", sequence: 3, member: { name: "Leaver", present: false } },
        { type: "message.created", sequence: 4, message: { body: "hello", senderId: owner.personId } },
        { type: "member.left", sequence: 5, member: { personId: leaver.personId, present: false } },
      ],
    });
  });

  it("has nothing to tell at the end, and asks to load anew beyond it or far behind it", async () => {
    const groupId = await aGroupOfKind(customer, "ticket", [author]);
    await say(groupId, author, ...Array.from({ length: 501 }, () => "x"));

    expect(await listEvents(author, { groupId, after: 501 })).toEqual({
      frame: null,
      tooMany: false,
      sequence: 501,
    });
    expect(await listEvents(author, { groupId, after: 502 })).toEqual({
      frame: null,
      tooMany: true,
      sequence: 501,
    });
    expect(await listEvents(author, { groupId, after: 0 })).toEqual({
      frame: null,
      tooMany: true,
      sequence: 501,
    });
    expect((await listEvents(author, { groupId, after: 1 })).frame?.events).toHaveLength(500);
  });
});

describe("the conversation list", () => {
  it("counts what others wrote and I have not read, and says who mentions me", async () => {
    const [me, other] = [await anEmployee(customer, "Me"), await anEmployee(customer, "Other")];
    const groupId = await aGroupOfKind(customer, "ticket", [me, other, engineer]);
    await say(groupId, other, "one", `<@${me.personId}> two`);
    await say(groupId, me, "mine");

    const [before] = await listMyGroups(me);
    expect(before).toMatchObject({
      unread: 2,
      mentionsMe: true,
      memberCount: 3,
      sequence: 3,
      readSequence: 0,
    });
    await markRead(me, { groupId, sequence: 2 });
    const [after] = await listMyGroups(me);

    expect(after).toMatchObject({ unread: 0, mentionsMe: false, readSequence: 2 });
    expect(after?.lastMessage).toMatchObject({ senderName: "Me", excerpt: "mine" });
  });

  it("stops counting at the limit", async () => {
    const groupId = await aGroupOfKind(customer, "ticket", [author, engineer]);
    await say(groupId, engineer, ...Array.from({ length: UNREAD_LIMIT + 5 }, () => "x"));

    expect((await listMyGroups(author)).find(({ id }) => id === groupId)?.unread).toBe(UNREAD_LIMIT);
  });

  it("names in the excerpt who is in the group, and nobody else", async () => {
    const [me, outsider] = [
      await anEmployee(customer, "Me"),
      await anEmployee(await aCustomer(), "Outsider"),
    ];
    const groupId = await aGroupOfKind(customer, "ticket", [me]);
    await say(groupId, me, `<@${me.personId}> and <@${outsider.personId}>\n\n  and <@all>`);

    expect((await listMyGroups(me))[0]?.lastMessage?.excerpt).toBe("@Me and @… and @all");
  });

  it("shows an employee the main group first, then by last activity, and staff by activity alone", async () => {
    const own = await aCustomer();
    const [me, staff] = [await anEmployee(own), await anEngineer()];
    const quiet = await aGroupOfKind(own, "ticket", [me, staff]);
    const main = await aMainGroup(own, { staff: [staff], employees: [me] });
    const busy = await aGroupOfKind(own, "ticket", [me, staff]);
    const internal = await aGroupOfKind(own, "internal", [staff]);
    await say(main, me, "first");
    await say(busy, me, "second");

    expect((await listMyGroups(me)).map(({ id }) => id)).toEqual([main, busy, quiet]);
    expect((await listMyGroups(staff)).map(({ id }) => id)).toEqual([
      busy,
      main,
      ...[quiet, internal].toSorted(),
    ]);
  });

  it("shows nothing of groups I left, of another channel, or of nobody's", async () => {
    const own = await aCustomer();
    const [owner, gone] = [await anEmployee(own), await anEmployee(own)];
    const groupId = await aMainGroup(own, { employees: [owner, gone] });
    await removeMember(owner, { groupId, personId: gone.personId }, { now: new Date() });

    expect(await listMyGroups(gone)).toEqual([]);
    expect(await listMyGroups({ ...owner, channelId: randomUUID() })).toEqual([]);
    expect(await listMyGroups(await anEngineer())).toEqual([]);
  });

  it("answers for hundreds of groups in one go", async () => {
    const own = await aCustomer();
    const staff = await anEngineer();
    const groups = await Promise.all(
      Array.from({ length: 200 }, () => aGroupOfKind(own, "ticket", [staff, engineer])),
    );
    await Promise.all(groups.map((groupId) => say(groupId, engineer, "hello", `<@${staff.personId}>`)));

    const rows = await listMyGroups(staff);

    expect(rows).toHaveLength(200);
    expect(rows.every(({ unread, mentionsMe }) => unread === 2 && mentionsMe)).toBe(true);
  });
});

describe("marking as read", () => {
  it("only goes forward, and never beyond the log", async () => {
    const groupId = await aGroupOfKind(customer, "ticket", [author, engineer]);
    await say(groupId, engineer, "a", "b", "c");

    const answers = await Promise.all([2, 1, 99].map((sequence) => markRead(author, { groupId, sequence })));
    const later = await markRead(author, { groupId, sequence: 1 });

    expect(answers.map(({ sequence }) => sequence)).toEqual([3, 3, 3]);
    expect(later).toEqual({ groupId, sequence: 3 });
  });

  it("is one write for many reports within a moment", async () => {
    const groupId = await aGroupOfKind(customer, "ticket", [author, engineer]);
    await say(groupId, engineer, ...Array.from({ length: 20 }, () => "x"));
    const query = vi.spyOn(messagePool(), "query");

    await Promise.all(
      Array.from({ length: 20 }, (_, index) => markRead(author, { groupId, sequence: index + 1 })),
    );

    expect(query).toHaveBeenCalledTimes(1);
    query.mockRestore();
    expect((await listMyGroups(author)).find(({ id }) => id === groupId)?.readSequence).toBe(20);
  });

  it("is not found by strangers, nor by a session of another channel", async () => {
    const groupId = await aGroupOfKind(customer, "ticket", [author]);

    await expect(markRead(engineer, { groupId, sequence: 1 })).rejects.toThrow(
      "NOT_FOUND groups.no_such_group",
    );
    await expect(markRead({ ...author, channelId: randomUUID() }, { groupId, sequence: 1 })).rejects.toThrow(
      "NOT_FOUND",
    );
  });
});
