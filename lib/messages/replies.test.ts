import { beforeAll, describe, expect, it } from "vitest";
import type { EmployeeActor, StaffActor } from "@/lib/actor/actor";
import { inTransaction } from "@/lib/db/transaction";
import { postBatch } from "@/lib/messages/internal/post-batch";
import { recordNotice } from "@/lib/messages/record-notice";
import { aDraft } from "@/lib/testing/attachment-world";
import { aConversation, aGroupOfKind, type Customer, messagesOf } from "@/lib/testing/conversation-world";
import { asRead, reworded, said } from "@/lib/testing/message-moves";
import { aMessage } from "@/lib/testing/message-path";

let customer: Customer;
let employee: EmployeeActor;
let engineer: StaffActor;
let groupId: string;

beforeAll(async () => {
  ({ customer, employee, engineer, groupId } = await aConversation());
});

describe("a reply", () => {
  it("shows what it answers as it is now, also with files of its own", async () => {
    const original = await said(employee, groupId, "what is the plan?");
    const { id: file } = await aDraft(engineer, groupId);

    const plain = await said(engineer, groupId, "this", { replyToId: original.messageId });
    const withFile = await said(engineer, groupId, "", {
      replyToId: original.messageId,
      attachmentIds: [file],
    });
    await reworded(employee, original, "what is the plan for today?");

    const replyTo = {
      id: original.messageId,
      senderId: employee.personId,
      body: "what is the plan for today?",
      files: 0,
      recalled: false,
    };
    expect(await asRead(employee, plain)).toMatchObject({ replyTo });
    expect(await asRead(employee, withFile)).toMatchObject({ replyTo, attachments: [{ id: file }] });
  });

  it("answers only what a person said in the same group, and leaves nothing behind when it does not", async () => {
    const other = await aGroupOfKind(customer, "internal", [engineer]);
    const elsewhere = await said(engineer, other, "internal");
    const line = await inTransaction((tx) =>
      recordNotice(tx, {
        groupId,
        kind: "ticket.created",
        data: { requesterId: employee.personId, number: 1 },
        actorId: employee.personId,
        now: new Date(),
      }),
    );
    const before = await messagesOf(groupId);

    for (const replyToId of [elsewhere.messageId, line, crypto.randomUUID()])
      await expect(said(employee, groupId, "and?", { replyToId })).rejects.toThrow(
        "NOT_FOUND messages.no_such_original",
      );
    const { id: file } = await aDraft(employee, groupId);
    await expect(
      said(employee, groupId, "and?", { replyToId: elsewhere.messageId, attachmentIds: [file] }),
    ).rejects.toThrow("NOT_FOUND messages.no_such_original");

    expect(await messagesOf(groupId)).toEqual(before);
  });

  it("that is refused holds up nobody in its batch, and takes no number", async () => {
    const original = await said(employee, groupId, "first");
    const posted = await postBatch(
      [
        aMessage(groupId, employee, { body: "one" }),
        { ...aMessage(groupId, employee), replyToId: crypto.randomUUID() },
        { ...aMessage(groupId, employee, { body: "two" }), replyToId: original.messageId },
      ],
      { wait: true },
    );

    expect(posted.map(({ outcome }) => outcome)).toEqual(["posted", "no_such_original", "posted"]);
    expect((posted[2]?.sequence ?? 0) - (posted[0]?.sequence ?? 0)).toBe(1);
  });

  it("that is refused and comes twice in one batch is refused twice", async () => {
    const refused = { ...aMessage(groupId, employee), replyToId: crypto.randomUUID() };

    const posted = await postBatch([refused, { ...refused, id: crypto.randomUUID() }], { wait: true });

    expect(posted.map(({ outcome }) => outcome)).toEqual(["no_such_original", "no_such_original"]);
  });
});
