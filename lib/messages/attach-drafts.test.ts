import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import type { EmployeeActor, StaffActor } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { attachDrafts } from "@/lib/messages/attach-drafts";
import { readAttachment } from "@/lib/messages/queries/read-attachment";
import { recordMessage } from "@/lib/messages/record-message";
import { aDraft } from "@/lib/testing/attachment-world";
import {
  aConversation,
  aCustomer,
  aGroupOfKind,
  anEmployee,
  type Customer,
  messagesOf,
} from "@/lib/testing/conversation-world";

let customer: Customer;
let employee: EmployeeActor;
let engineer: StaffActor;
let groupId: string;

beforeAll(async () => {
  ({ customer, employee, engineer, groupId } = await aConversation());
});

/** What creating a ticket does with the files of its form: they move from the main group to the ticket's. */
async function openingMessage(toGroupId: string, attachmentIds: string[], accountId = customer.accountId) {
  return inTransaction(async (tx) => {
    const id = randomUUID();
    const message = { id, groupId: toGroupId, senderId: employee.personId, clientId: id, body: "It is down" };
    await recordMessage(tx, { ...message, now: new Date() });
    await attachDrafts(tx, {
      attachmentIds,
      uploaderId: employee.personId,
      messageId: id,
      fromGroupId: groupId,
      toGroupId,
      accountId,
    });
    return id;
  });
}

it("moves files from where they were uploaded to where the message is, and with them who can read them", async () => {
  const ticketGroup = await aGroupOfKind(customer, "ticket", [employee, engineer]);
  const colleague = await anEmployee(customer);
  const draft = await aDraft(employee, groupId);

  const messageId = await openingMessage(ticketGroup, [draft.id]);

  expect(await prisma().attachment.findUnique({ where: { id: draft.id } })).toMatchObject({
    messageId,
    groupId: ticketGroup,
  });
  await expect(readAttachment(engineer, { attachmentId: draft.id })).resolves.toMatchObject({ id: draft.id });
  await expect(readAttachment(colleague, { attachmentId: draft.id })).rejects.toThrow("NOT_FOUND");
});

it("takes none of the files when one is missing, and the message with them", async () => {
  const ticketGroup = await aGroupOfKind(customer, "ticket", [employee]);
  const draft = await aDraft(employee, groupId);

  await expect(openingMessage(ticketGroup, [draft.id, randomUUID()])).rejects.toThrow(
    "INVALID_INPUT messages.no_such_attachment",
  );

  expect(await messagesOf(ticketGroup)).toEqual([]);
  expect(await prisma().attachment.findUnique({ where: { id: draft.id } })).toMatchObject({
    messageId: null,
  });
});

it("refuses more files than a message carries", async () => {
  const ticketGroup = await aGroupOfKind(customer, "ticket", [employee]);
  const ids = Array.from({ length: 200 }, () => randomUUID());

  await expect(openingMessage(ticketGroup, ids)).rejects.toThrow(
    "INVALID_INPUT messages.too_many_attachments",
  );
});

it("never moves a file to another customer", async () => {
  const other = await aCustomer();
  const draft = await aDraft(employee, groupId);
  const theirs = await aGroupOfKind(other, "ticket", []);

  const moving = inTransaction((tx) =>
    attachDrafts(tx, {
      attachmentIds: [draft.id],
      uploaderId: employee.personId,
      messageId: randomUUID(),
      fromGroupId: groupId,
      toGroupId: theirs,
      accountId: other.accountId,
    }),
  );

  await expect(moving).rejects.toThrow("messages.no_such_attachment");
});
