import { beforeAll, describe, expect, it } from "vitest";
import type { EmployeeActor, StaffActor } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { lockGroup } from "@/lib/events/record-event";
import { listMyGroups } from "@/lib/groups/queries/list-my-groups";
import { listEvents } from "@/lib/messages/queries/list-events";
import { listMessages } from "@/lib/messages/queries/list-messages";
import { listMessagesInput } from "@/lib/messages/contract";
import { recordNotice } from "@/lib/messages/record-notice";
import {
  aCustomer,
  aGroupOfKind,
  anEmployee,
  anEngineer,
  type Customer,
  isWithoutHoles,
} from "@/lib/testing/conversation-world";

let customer: Customer;
let employee: EmployeeActor;
let engineer: StaffActor;
let groupId: string;

beforeAll(async () => {
  customer = await aCustomer();
  employee = await anEmployee(customer);
  engineer = await anEngineer();
});

async function notice(given: Partial<Parameters<typeof recordNotice>[1]> = {}) {
  groupId = await aGroupOfKind(customer, "ticket", [employee, engineer]);
  return inTransaction(async (tx) => {
    await lockGroup(tx, groupId);
    return recordNotice(tx, {
      groupId,
      kind: "ticket.assigned",
      data: { assigneeId: engineer.personId },
      actorId: engineer.personId,
      now: new Date(),
      ...given,
    });
  });
}

describe("a system line", () => {
  it("stands in history and log like a message, and says what happened by codes", async () => {
    const id = await notice({ addressees: [employee.personId] });

    const { messages } = await listMessages(employee, listMessagesInput.parse({ groupId }));
    const { frame } = await listEvents(employee, { groupId, after: 0 });

    expect(messages).toEqual([
      expect.objectContaining({
        id,
        senderId: engineer.personId,
        body: "",
        notice: {
          kind: "ticket.assigned",
          data: { assigneeId: engineer.personId },
          addressees: [employee.personId],
        },
      }),
    ]);
    expect(frame?.events).toEqual([{ type: "message.created", sequence: 1, message: messages[0] }]);
    expect(await isWithoutHoles(groupId)).toBe(true);
  });

  it("is unread for others, not for who caused it, and marks whom it concerns", async () => {
    await notice({ addressees: [employee.personId, engineer.personId, null] });

    const rowOf = async (actor: EmployeeActor | StaffActor) =>
      (await listMyGroups(actor)).find(({ id }) => id === groupId);
    expect(await rowOf(employee)).toMatchObject({ unread: 1, mentionsMe: true });
    expect(await rowOf(engineer)).toMatchObject({
      unread: 0,
      mentionsMe: false,
      lastMessage: { notice: { kind: "ticket.assigned" } },
    });
  });

  it("concerns only who is in the group, and is the product's word where its cause is not", async () => {
    const stranger = await anEngineer();
    const id = await notice({ actorId: stranger.personId, addressees: [stranger.personId] });

    expect(await prisma().mention.count({ where: { messageId: id } })).toBe(0);
    expect(await prisma().message.findUniqueOrThrow({ where: { id } })).toMatchObject({ senderId: null });
    expect((await listMyGroups(employee)).find((row) => row.id === groupId)?.unread).toBe(1);
  });
});
