import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import type { EmployeeActor, StaffActor } from "@/lib/actor/actor";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { removeMember } from "@/lib/groups/commands/remove-member";
import { postBatch } from "@/lib/messages/internal/post-batch";
import {
  aCustomer,
  aGroupOfKind,
  anEmployee,
  anEngineer,
  archive,
  type Customer,
  isWithoutHoles,
  logOf,
  messagesOf,
} from "@/lib/testing/conversation-world";
import { aMessage } from "@/lib/testing/message-path";

const now = () => ({ now: new Date() });

let customer: Customer;
let author: EmployeeActor;
let engineer: StaffActor;

beforeAll(async () => {
  customer = await aCustomer();
  author = await anEmployee(customer);
  engineer = await anEngineer();
});

describe("one batch", () => {
  it("numbers its messages in the order given and leaves no hole", async () => {
    const groupId = await aGroupOfKind(customer, "ticket", [author]);
    const batch = [1, 2, 3].map((number) => aMessage(groupId, author, { body: `message ${number}` }));

    const posted = await postBatch(batch, { wait: false });

    expect(posted.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
    expect((await messagesOf(groupId)).map(({ body }) => body)).toEqual([
      "message 1",
      "message 2",
      "message 3",
    ]);
    expect(await isWithoutHoles(groupId)).toBe(true);
  });

  it("posts a client id that comes twice once, and tells both the same message", async () => {
    const groupId = await aGroupOfKind(customer, "ticket", [author]);
    const clientId = randomUUID();
    const batch = [
      aMessage(groupId, author, { clientId }),
      aMessage(groupId, author),
      aMessage(groupId, author, { clientId }),
    ];

    const posted = await postBatch(batch, { wait: false });

    expect(posted.map(({ outcome }) => outcome)).toEqual(["posted", "posted", "replayed"]);
    expect(posted[2]).toMatchObject({ id: posted[0]?.id, sequence: posted[0]?.sequence });
    expect(await messagesOf(groupId)).toHaveLength(2);
  });

  it("keeps the client ids of two senders apart", async () => {
    const groupId = await aGroupOfKind(customer, "ticket", [author, engineer]);
    const clientId = randomUUID();

    const posted = await postBatch(
      [aMessage(groupId, author, { clientId }), aMessage(groupId, engineer, { clientId })],
      { wait: false },
    );

    expect(posted.map(({ outcome }) => outcome)).toEqual(["posted", "posted"]);
  });

  it("refuses strangers and archived groups without a trace, and posts the rest", async () => {
    const [open, closed] = [
      await aGroupOfKind(customer, "ticket", [author]),
      await aGroupOfKind(customer, "ticket", [author]),
    ];
    await archive(closed);
    const batch = [
      aMessage(open, engineer),
      aMessage(closed, author),
      aMessage(randomUUID(), author),
      aMessage(open, author),
    ];

    const posted = await postBatch(batch, { wait: false });

    expect(posted.map(({ outcome }) => outcome)).toEqual([
      "no_such_group",
      "archived",
      "no_such_group",
      "posted",
    ]);
    expect(await messagesOf(open)).toHaveLength(1);
    expect(await logOf(closed)).toEqual([]);
  });

  it("mentions who is named and present, everyone by @all, and never the sender, with one job each", async () => {
    const [named, gone, other] = [await anEmployee(customer), await anEmployee(customer), await anEngineer()];
    const groupId = await aGroupOfKind(customer, "ticket", [author, named, gone, other]);
    await removeMember({ kind: "system", name: "test" }, { groupId, personId: gone.personId }, now());
    const some = aMessage(groupId, author, {
      mentions: [named.personId, gone.personId, author.personId, engineer.personId],
    });
    const all = aMessage(groupId, author, { mentionsAll: true });

    await postBatch([some, all], { wait: false });

    const mentions = await prisma().mention.findMany({
      where: { groupId },
      select: { messageId: true, personId: true },
    });
    const of = (messageId: string) =>
      mentions
        .filter((mention) => mention.messageId === messageId)
        .map(({ personId }) => personId)
        .toSorted();
    expect(of(some.id)).toEqual([named.personId]);
    expect(of(all.id)).toEqual([named.personId, other.personId].toSorted());
    const { rows } = await pool().query<{ key: string }>(
      "SELECT key FROM graphile_worker.jobs WHERE key = ANY ($1) ORDER BY key",
      [[named, gone, other, author].map(({ personId }) => `notify-person:${personId}`)],
    );
    expect(rows.map(({ key }) => key)).toEqual(
      [named, other].map(({ personId }) => `notify-person:${personId}`).toSorted(),
    );
  });

  it("enqueues nothing when it is rolled back", async () => {
    const named = await anEmployee(customer);
    const groupId = await aGroupOfKind(customer, "ticket", [author, named]);
    const message = aMessage(groupId, author, { mentions: [named.personId] });
    const broken = { ...aMessage(groupId, author), id: message.id };

    await expect(postBatch([message, broken], { wait: false })).rejects.toMatchObject({ code: "23505" });

    const { rowCount } = await pool().query("SELECT 1 FROM graphile_worker.jobs WHERE key = $1", [
      `notify-person:${named.personId}`,
    ]);
    expect(rowCount).toBe(0);
    expect(await logOf(groupId)).toEqual([]);
  });
});
