import { beforeEach, describe, expect, it } from "vitest";
import type { EmployeeActor, StaffActor } from "@/lib/actor/actor";
import { durations } from "@/lib/config/durations";
import { prisma } from "@/lib/db/prisma";
import { recallMessage } from "@/lib/messages/commands/recall-message";
import { reactToMessage } from "@/lib/messages/commands/react-to-message";
import { listEvents } from "@/lib/messages/queries/list-events";
import { listRevisions } from "@/lib/messages/queries/list-revisions";
import { readAttachment } from "@/lib/messages/queries/read-attachment";
import { aDraft, storedKeys } from "@/lib/testing/attachment-world";
import {
  aConversation,
  aCustomer,
  aGroupOfKind,
  anEmployee,
  anEngineer,
  archive,
  type Customer,
  isWithoutHoles,
} from "@/lib/testing/conversation-world";
import { asRead, reworded, said, stateOfMessages } from "@/lib/testing/message-moves";

let customer: Customer;
let employee: EmployeeActor;
let tam: StaffActor;
let groupId: string;

beforeEach(async () => {
  ({ customer, employee, engineer: tam, groupId } = await aConversation());
});

const now = () => ({ now: new Date() });
const later = (milliseconds: number) => ({ now: new Date(Date.now() + milliseconds) });
const audited = (messageId: string) =>
  prisma().auditEvent.findMany({ where: { subjectId: messageId, action: "message.recalled" } });

describe("a recall", () => {
  it("leaves nothing of what was said: no text, no earlier text, no reaction, no file", async () => {
    const keysBefore = await storedKeys();
    const file = await aDraft(employee, groupId, { content: "the secret file" });
    const id = await said(employee, groupId, "the secret word", { attachmentIds: [file.id] });
    await reworded(employee, id, "the secret words");
    await reactToMessage(tam, { ...id, emoji: "👀", on: true }, now());
    const reply = await said(tam, groupId, "an answer", { replyToId: id.messageId });

    await recallMessage(employee, id, now());

    expect(await asRead(tam, id)).toMatchObject({
      body: "",
      attachments: [],
      recalled: { byId: employee.personId },
    });
    expect(await asRead(tam, reply)).toMatchObject({ replyTo: { body: "", files: 0, recalled: true } });
    expect(await listRevisions(tam, id)).toEqual([]);
    const { frame } = await listEvents(tam, { groupId, after: 0 });
    expect(JSON.stringify(frame)).not.toContain("secret");
    await expect(readAttachment(tam, { attachmentId: file.id })).rejects.toThrow(
      "NOT_FOUND messages.no_such_attachment",
    );
    await expect(readAttachment(employee, { attachmentId: file.id })).rejects.toThrow(
      "NOT_FOUND messages.no_such_attachment",
    );
    expect(await storedKeys()).toEqual(keysBefore);
    expect(await prisma().attachment.count({ where: { id: file.id } })).toBe(0);
    expect(await isWithoutHoles(groupId)).toBe(true);
    expect(await audited(id.messageId)).toEqual([]);
  });

  it("a second time changes nothing", async () => {
    const id = await said(employee, groupId, "oops");
    await recallMessage(employee, id, now());
    const before = await stateOfMessages(groupId);

    await recallMessage(employee, id, now());
    await recallMessage(tam, id, now());

    expect(await stateOfMessages(groupId)).toEqual(before);
    expect(await audited(id.messageId)).toEqual([]);
  });

  it("of one's own is possible for two minutes by the server's time, to the millisecond", async () => {
    const id = await said(employee, groupId, "late");
    const { createdAt } = await prisma().message.findUniqueOrThrow({ where: { id: id.messageId } });
    const end = createdAt.getTime() + durations.messageRecall;

    await expect(recallMessage(employee, id, { now: new Date(end + 1) })).rejects.toThrow(
      "FORBIDDEN messages.too_late_to_recall",
    );
    await recallMessage(employee, id, { now: new Date(end) });
    expect(await asRead(tam, id)).toMatchObject({ body: "" });
  });

  it.each(["tam", "duty_lead", "manager"] as const)(
    "of anybody's, at any time and in an archived group, is for a %s who is in the group, and audited",
    async (role) => {
      const lead = await anEngineer("Lead", [role]);
      const own = await aGroupOfKind(customer, "ticket", [employee, lead]);
      await said(employee, own, "description");
      const id = await said(employee, own, "my password is 1234");
      await archive(own);

      await recallMessage(lead, id, later(30 * durations.messageEdit));

      expect(await asRead(employee, id)).toMatchObject({ body: "", recalled: { byId: lead.personId } });
      expect(await audited(id.messageId)).toMatchObject([
        {
          actorId: lead.personId,
          accountId: customer.accountId,
          details: { groupId: own, personId: employee.personId },
        },
      ]);
    },
  );
});

describe("nobody recalls", () => {
  it("what is not theirs, too old, a ticket's description, or in a group they are not in", async () => {
    const engineer = await anEngineer("Engineer");
    const own = await aGroupOfKind(customer, "ticket", [employee, engineer, tam]);
    const description = await said(employee, own, "description");
    const id = await said(employee, own, "second");
    const outsideLead = await anEngineer("Lead elsewhere", ["manager"]);
    const stranger = await anEmployee(await aCustomer());
    const before = await stateOfMessages(own);

    await expect(recallMessage(engineer, id, now())).rejects.toThrow("FORBIDDEN messages.not_yours");
    for (const somebody of [employee, tam])
      await expect(recallMessage(somebody, description, now())).rejects.toThrow(
        "FORBIDDEN messages.opens_ticket",
      );
    for (const somebody of [outsideLead, stranger])
      await expect(recallMessage(somebody, id, now())).rejects.toThrow("NOT_FOUND groups.no_such_group");
    await archive(own);
    await expect(recallMessage(employee, id, now())).rejects.toThrow("FORBIDDEN groups.may_not_post");

    expect(await stateOfMessages(own)).toEqual(before);
  });
});
