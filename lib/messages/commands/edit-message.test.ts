import { beforeEach, describe, expect, it } from "vitest";
import type { EmployeeActor, StaffActor } from "@/lib/actor/actor";
import { durations } from "@/lib/config/durations";
import { removeMember } from "@/lib/groups/commands/remove-member";
import { recordNotice } from "@/lib/messages/record-notice";
import { inTransaction } from "@/lib/db/transaction";
import { prisma } from "@/lib/db/prisma";
import { recallMessage } from "@/lib/messages/commands/recall-message";
import { editMessageInput, MESSAGE_LIMIT } from "@/lib/messages/contract";
import { listRevisions } from "@/lib/messages/queries/list-revisions";
import { aDraft } from "@/lib/testing/attachment-world";
import {
  aConversation,
  aCustomer,
  aGroupOfKind,
  anEmployee,
  archive,
  type Customer,
  isWithoutHoles,
  logOf,
} from "@/lib/testing/conversation-world";
import { asRead, reworded, said, stateOfMessages } from "@/lib/testing/message-moves";
import { holdGroups, somebodyWaits } from "@/lib/testing/message-path";

const system = { kind: "system", name: "test" } as const;

let customer: Customer;
let employee: EmployeeActor;
let engineer: StaffActor;
let groupId: string;

beforeEach(async () => {
  ({ customer, employee, engineer, groupId } = await aConversation());
});

async function sentAt(messageId: string): Promise<number> {
  return (await prisma().message.findUniqueOrThrow({ where: { id: messageId } })).createdAt.getTime();
}

describe("an edit", () => {
  it("changes the text, keeps the old one for the readers, and is the log's next event", async () => {
    const id = await said(employee, groupId, "it is brocken");
    const [first, second] = [new Date(Date.now() + 1_000), new Date(Date.now() + 2_000)];

    const view = await reworded(employee, id, "it is broken", { now: first });
    await reworded(employee, id, "it works", { version: 2, now: second });

    expect((await logOf(groupId)).at(-2)).toEqual({
      sequence: view.sequence,
      type: "message.edited",
      subjectId: id.messageId,
    });
    expect(await isWithoutHoles(groupId)).toBe(true);
    expect(await asRead(engineer, id)).toMatchObject({
      body: "it works",
      edited: { version: 3, at: second.toISOString() },
    });
    const writtenAt = new Date(await sentAt(id.messageId)).toISOString();
    expect(await listRevisions(engineer, id)).toEqual([
      { version: 2, body: "it is broken", writtenAt: first.toISOString() },
      { version: 1, body: "it is brocken", writtenAt },
    ]);
  });

  it("to the same text changes nothing and is told to nobody", async () => {
    const id = await said(employee, groupId, "as it is");
    const before = await stateOfMessages(groupId);

    expect(await reworded(employee, id, "as it is")).toMatchObject({ version: 1 });
    expect(await stateOfMessages(groupId)).toEqual(before);
  });

  it("is possible for 24 hours by the server's time, to the millisecond", async () => {
    const id = await said(employee, groupId, "late");
    const end = (await sentAt(id.messageId)) + durations.messageEdit;

    await expect(reworded(employee, id, "too late", { now: new Date(end + 1) })).rejects.toThrow(
      "FORBIDDEN messages.too_late_to_edit",
    );
    await expect(reworded(employee, id, "just in time", { now: new Date(end) })).resolves.toMatchObject({
      version: 2,
    });
  });

  it("keeps the files, and needs no text where there are some", async () => {
    const { id: draft } = await aDraft(employee, groupId);
    const withFile = await said(employee, groupId, "see", { attachmentIds: [draft] });
    const without = await said(employee, groupId, "nothing here");

    await reworded(employee, withFile, "");

    expect((await asRead(engineer, withFile))?.attachments.map(({ id }) => id)).toEqual([draft]);
    await expect(reworded(employee, without, " \n")).rejects.toThrow("INVALID_INPUT messages.empty");
  });

  it.each([
    { what: "a text that is too long", body: "x".repeat(MESSAGE_LIMIT + 1) },
    { what: "NUL", body: "a\0b" },
    { what: "half a character", body: "\uD800" },
  ])("takes no more than sending does: $what", ({ body }) => {
    const input = { groupId, messageId: crypto.randomUUID(), version: 1, body };
    expect(editMessageInput.safeParse(input).success).toBe(false);
  });
});

describe("nobody edits", () => {
  it("what somebody else wrote, a system line, a ticket's description, in an archived group, or what is recalled", async () => {
    const theirs = await said(employee, groupId, "mine");
    const line = await inTransaction((tx) =>
      recordNotice(tx, {
        groupId,
        kind: "ticket.created",
        data: { requesterId: employee.personId, number: 1 },
        actorId: employee.personId,
        now: new Date(),
      }),
    );
    const ticketGroup = await aGroupOfKind(customer, "ticket", [employee, engineer]);
    const description = await said(employee, ticketGroup, "the description");
    const recalled = await said(employee, groupId, "oops");
    await recallMessage(employee, recalled, { now: new Date() });
    const before = await stateOfMessages(groupId);

    await expect(reworded(engineer, theirs, "changed")).rejects.toThrow("FORBIDDEN messages.not_yours");
    await expect(reworded(employee, { groupId, messageId: line }, "changed")).rejects.toThrow(
      "FORBIDDEN messages.system_line",
    );
    await expect(reworded(employee, description, "changed")).rejects.toThrow(
      "FORBIDDEN messages.opens_ticket",
    );
    await expect(reworded(employee, recalled, "changed")).rejects.toThrow("CONFLICT messages.recalled");
    expect(await stateOfMessages(groupId)).toEqual(before);

    const correction = await said(employee, ticketGroup, "second");
    await expect(reworded(employee, correction, "corrected")).resolves.toMatchObject({ version: 2 });
    await archive(groupId);
    await expect(reworded(employee, theirs, "changed")).rejects.toThrow("FORBIDDEN groups.may_not_post");
    expect((await asRead(employee, theirs))?.body).toBe("mine");
  });

  it("from outside of the group, nor a message by way of another group", async () => {
    const id = await said(employee, groupId, "inside");
    const stranger = await anEmployee(await aCustomer());
    const other = await aGroupOfKind(customer, "ticket", [employee]);

    await expect(reworded(stranger, id, "changed")).rejects.toThrow("NOT_FOUND groups.no_such_group");
    await expect(reworded(employee, { ...id, groupId: other }, "changed")).rejects.toThrow(
      "NOT_FOUND messages.no_such_message",
    );
    await expect(listRevisions(stranger, id)).rejects.toThrow("NOT_FOUND groups.no_such_group");
  });
});

describe("races", () => {
  it("two edits of one version: one holds, the other is told and changes nothing", async () => {
    for (let round = 0; round < 8; round += 1) {
      const id = await said(employee, groupId, `round ${round}`);
      const bodies = ["from the phone", "from the desktop"];

      const outcomes = await Promise.allSettled(bodies.map((body) => reworded(employee, id, body)));

      const won = outcomes.findIndex(({ status }) => status === "fulfilled");
      const lost = outcomes.filter((outcome) => outcome.status === "rejected");
      expect(lost.map(({ reason }) => String(reason))).toEqual([
        "AppError: CONFLICT messages.edited_elsewhere",
      ]);
      expect((await asRead(engineer, id))?.body).toBe(bodies[won]);
      expect(await listRevisions(engineer, id)).toHaveLength(1);
    }
    expect(await isWithoutHoles(groupId)).toBe(true);
  });

  it("edit and recall: nothing of the text is left, whichever came first", async () => {
    for (let round = 0; round < 8; round += 1) {
      const id = await said(employee, groupId, `secret ${round}`);

      await Promise.allSettled([
        reworded(employee, id, `still secret ${round}`),
        recallMessage(employee, id, { now: new Date() }),
      ]);

      expect(await asRead(engineer, id)).toMatchObject({ body: "", recalled: { byId: employee.personId } });
      expect(await listRevisions(engineer, id)).toEqual([]);
    }
    expect(await isWithoutHoles(groupId)).toBe(true);
  });

  it("an edit that waited while its author was removed is refused", async () => {
    const id = await said(employee, groupId, "before");
    const removal = await holdGroups(groupId);
    const editing = reworded(employee, id, "after").catch(String);
    await somebodyWaits();
    await removal.query("UPDATE group_member SET left_at = now() WHERE group_id = $1 AND person_id = $2", [
      groupId,
      employee.personId,
    ]);
    await removal.release();

    expect(await editing).toBe("AppError: NOT_FOUND groups.no_such_group");
    expect((await asRead(engineer, id))?.body).toBe("before");
  });

  it("an edit beside the removal of its author stands before it in the log or not at all", async () => {
    for (let round = 0; round < 6; round += 1) {
      const member = await anEmployee(customer);
      const own = await aGroupOfKind(customer, "ticket", [member, engineer]);
      await said(member, own, "description");
      const id = await said(member, own, "before");
      const [edit] = await Promise.allSettled([
        reworded(member, id, "after"),
        removeMember(system, { groupId: own, personId: member.personId }, { now: new Date() }),
      ]);

      expect((await logOf(own)).at(-1)?.type).toBe("member.left");
      expect((await asRead(engineer, id))?.body).toBe(edit.status === "fulfilled" ? "after" : "before");
      expect(await isWithoutHoles(own)).toBe(true);
    }
  });
});
