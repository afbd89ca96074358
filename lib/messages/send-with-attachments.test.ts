import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import type { EmployeeActor, StaffActor } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { lockGroup } from "@/lib/events/record-event";
import { removeMember } from "@/lib/groups/commands/remove-member";
import { discardAttachment } from "@/lib/messages/commands/discard-attachment";
import { sendMessage } from "@/lib/messages/commands/send-message";
import { ATTACHMENTS_PER_MESSAGE, listMessagesInput, sendMessageInput } from "@/lib/messages/contract";
import { listMessages } from "@/lib/messages/queries/list-messages";
import { readAttachment } from "@/lib/messages/queries/read-attachment";
import { readLog } from "@/lib/messages/queries/read-log";
import { aDraft } from "@/lib/testing/attachment-world";
import {
  aConversation,
  aGroupOfKind,
  anEmployee,
  archive,
  type Customer,
  isWithoutHoles,
  messagesOf,
} from "@/lib/testing/conversation-world";

const at = { now: new Date() };
const system = { kind: "system", name: "test" } as const;
let customer: Customer;
let employee: EmployeeActor;
let engineer: StaffActor;
let groupId: string;

beforeAll(async () => {
  ({ customer, employee, engineer, groupId } = await aConversation());
});

type Sent = { body?: string; clientId?: string; groupId?: string };

const send = (actor: EmployeeActor | StaffActor, attachmentIds: string[], sent: Sent = {}) =>
  sendMessage(actor, { groupId, clientId: randomUUID(), body: "see the log", attachmentIds, ...sent });

const aGroup = (...members: (EmployeeActor | StaffActor)[]) => aGroupOfKind(customer, "ticket", members);

const draftsLeft = async (ids: string[]) =>
  prisma().attachment.count({ where: { id: { in: ids }, messageId: null } });

describe("a message with files", () => {
  it("shows them in history, in the log and for download, to everybody in the group", async () => {
    const own = await aGroup(employee, engineer);
    const [first, second] = [
      await aDraft(employee, own, { name: "first.txt" }),
      await aDraft(employee, own, { name: "second.txt", content: "other" }),
    ];

    const { id, sequence } = await send(employee, [second.id, first.id], { groupId: own });

    const page = await listMessages(engineer, listMessagesInput.parse({ groupId: own }));
    expect(page.messages).toMatchObject([
      { id, sequence, body: "see the log", attachments: [first, second] },
    ]);
    expect(await readLog(own, 0, 10)).toMatchObject([
      { type: "message.created", message: { id, attachments: [first, second] } },
    ]);
    const { bytes } = await readAttachment(engineer, { attachmentId: second.id });
    expect(await new Response(bytes).text()).toBe("other");
    expect(await isWithoutHoles(own)).toBe(true);
  });

  it("needs no text", async () => {
    const draft = await aDraft(employee, groupId);

    const input = sendMessageInput.parse({
      groupId,
      clientId: randomUUID(),
      body: "",
      attachmentIds: [draft.id, draft.id],
    });

    expect(await sendMessage(employee, input)).toMatchObject({ replayed: false });
  });

  it("mentions like any other", async () => {
    const own = await aGroup(employee, engineer);
    const draft = await aDraft(employee, own);

    const { id } = await send(employee, [draft.id], { groupId: own, body: `<@${engineer.personId}> look` });

    expect(await prisma().mention.findMany({ where: { messageId: id } })).toMatchObject([
      { personId: engineer.personId },
    ]);
  });

  it("is posted once when it is sent twice, at the same time or later", async () => {
    const own = await aGroup(employee);
    const draft = await aDraft(employee, own);
    const sent = { groupId: own, clientId: randomUUID() };

    const [one, other] = await Promise.all([
      send(employee, [draft.id], sent),
      send(employee, [draft.id], sent),
    ]);
    const again = await send(employee, [draft.id], sent);

    expect(new Set([one.id, other.id, again.id]).size).toBe(1);
    expect(one.replayed).not.toBe(other.replayed);
    expect(again.replayed).toBe(true);
    expect(await messagesOf(own)).toHaveLength(1);
    expect(await isWithoutHoles(own)).toBe(true);
  });

  it("waits for the group like every other, and keeps its place among them without a hole", async () => {
    const own = await aGroup(employee, engineer);
    const draft = await aDraft(employee, own);
    let sending: Promise<unknown>[] = [];

    await inTransaction(async (tx) => {
      await lockGroup(tx, own);
      sending = [
        send(employee, [draft.id], { groupId: own }),
        ...[1, 2, 3].map(() => send(engineer, [], { groupId: own })),
      ];
      await new Promise((resolve) => setTimeout(resolve, 200));
    });
    await Promise.all(sending);

    expect(await messagesOf(own)).toHaveLength(4);
    expect(await isWithoutHoles(own)).toBe(true);
  });
});

describe("a message with files that is refused", () => {
  it.each<[string, (own: string) => Promise<string>]>([
    ["of somebody else", (own) => aDraft(engineer, own).then(({ id }) => id)],
    ["uploaded for another group", () => aDraft(employee, groupId).then(({ id }) => id)],
    ["that never was", () => Promise.resolve(randomUUID())],
    [
      "that was given up",
      async (own) => {
        const { id } = await aDraft(employee, own);
        await discardAttachment(employee, { attachmentId: id });
        return id;
      },
    ],
    [
      "that is part of a message already",
      async (own) => {
        const { id } = await aDraft(employee, own);
        await send(employee, [id], { groupId: own });
        return id;
      },
    ],
    [
      "that is not complete",
      async (own) => {
        const { id } = await aDraft(employee, own);
        await prisma().attachment.update({ where: { id }, data: { mediaType: "" } });
        return id;
      },
    ],
  ])("because of a file %s leaves no message, and the other files as they were", async (_what, makeBad) => {
    const own = await aGroup(employee, engineer);
    const good = await aDraft(employee, own);
    const bad = await makeBad(own);
    const before = await messagesOf(own);

    await expect(send(employee, [good.id, bad], { groupId: own })).rejects.toThrow(
      "INVALID_INPUT messages.no_such_attachment",
    );

    expect(await messagesOf(own)).toEqual(before);
    expect(await draftsLeft([good.id])).toBe(1);
    expect(await isWithoutHoles(own)).toBe(true);
    expect(await send(employee, [good.id], { groupId: own })).toMatchObject({ replayed: false });
  });

  it("because its author was removed or the group archived keeps the files as drafts", async () => {
    const leaver = await anEmployee(customer);
    const [left, archived] = [await aGroup(employee, leaver), await aGroup(employee)];
    const [mine, theirs] = [await aDraft(employee, archived), await aDraft(leaver, left)];
    await removeMember(system, { groupId: left, personId: leaver.personId }, at);
    await archive(archived);

    await expect(send(leaver, [theirs.id], { groupId: left })).rejects.toThrow(
      "NOT_FOUND groups.no_such_group",
    );
    await expect(send(employee, [mine.id], { groupId: archived })).rejects.toThrow(
      "FORBIDDEN groups.may_not_post",
    );
    await expect(readAttachment(leaver, { attachmentId: theirs.id })).rejects.toThrow("NOT_FOUND");

    expect(await draftsLeft([mine.id, theirs.id])).toBe(2);
  });

  it("because its author is removed while it waits for the group is not posted", async () => {
    const leaver = await anEmployee(customer);
    const own = await aGroup(employee, leaver);
    const draft = await aDraft(leaver, own);
    let sending: Promise<unknown> = Promise.resolve();

    await inTransaction(async (tx) => {
      await lockGroup(tx, own);
      sending = send(leaver, [draft.id], { groupId: own }).catch(String);
      await new Promise((resolve) => setTimeout(resolve, 100));
      await tx.groupMember.updateMany({
        where: { groupId: own, personId: leaver.personId },
        data: { leftAt: at.now },
      });
    });

    expect(await sending).toContain("NOT_FOUND groups.no_such_group");
    expect(await messagesOf(own)).toEqual([]);
  });

  it("is one of two that want the same file", async () => {
    const own = await aGroup(employee);
    const draft = await aDraft(employee, own);

    const tries = await Promise.allSettled([1, 2, 3].map(() => send(employee, [draft.id], { groupId: own })));

    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await messagesOf(own)).toHaveLength(1);
    expect(await isWithoutHoles(own)).toBe(true);
  });

  it.each([
    [
      "more files than a message carries",
      { body: "x", count: ATTACHMENTS_PER_MESSAGE + 1 },
      "messages.too_many_attachments",
    ],
    ["200 files", { body: "x", count: 200 }, "messages.too_many_attachments"],
    ["neither text nor file", { body: " \n", count: 0 }, "messages.empty"],
    ["a NUL beside a file", { body: "\0", count: 1 }, "messages.not_text"],
  ])("has %s", (_what, { body, count }, reason) => {
    const parsed = sendMessageInput.safeParse({
      groupId,
      clientId: randomUUID(),
      body,
      attachmentIds: Array.from({ length: count }, () => randomUUID()),
    });

    expect(parsed.error?.issues[0]?.message).toBe(reason);
  });
});
