import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import type { EmployeeActor, StaffActor } from "@/lib/actor/actor";
import { inTransaction } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/events/record-event";
import { removeMember } from "@/lib/groups/commands/remove-member";
import { postBatch } from "@/lib/messages/internal/post-batch";
import {
  aCustomer,
  aGroupOfKind,
  anEmployee,
  anEngineer,
  type Customer,
  isWithoutHoles,
  logOf,
  messagesOf,
} from "@/lib/testing/conversation-world";
import { aMessage, holdGroups, somebodyWaits } from "@/lib/testing/message-path";

const now = () => ({ now: new Date() });

let customer: Customer;
let author: EmployeeActor;
let engineer: StaffActor;

beforeAll(async () => {
  customer = await aCustomer();
  author = await anEmployee(customer);
  engineer = await anEngineer();
});

describe("races", () => {
  it("refuses a message that waited while its sender was removed", async () => {
    const groupId = await aGroupOfKind(customer, "ticket", [author]);
    const removal = await holdGroups(groupId);
    const sending = postBatch([aMessage(groupId, author)], { wait: true });
    await somebodyWaits();
    await removal.query("UPDATE group_member SET left_at = now() WHERE group_id = $1 AND person_id = $2", [
      groupId,
      author.personId,
    ]);
    await removal.release();

    expect((await sending).map(({ outcome }) => outcome)).toEqual(["no_such_group"]);
    expect(await messagesOf(groupId)).toEqual([]);
  });

  it("never lets a message in behind the removal of its sender", async () => {
    for (let round = 0; round < 15; round += 1) {
      const member = await anEmployee(customer);
      const groupId = await aGroupOfKind(customer, "ticket", [member]);
      const sends = Array.from({ length: 6 }, () => postBatch([aMessage(groupId, member)], { wait: true }));
      await Promise.all([
        ...sends,
        removeMember({ kind: "system", name: "test" }, { groupId, personId: member.personId }, now()),
      ]);

      const log = await logOf(groupId);
      expect(log.at(-1)?.type).toBe("member.left");
      expect(await isWithoutHoles(groupId)).toBe(true);
    }
  });

  it("answers a replay that runs beside its original with the original", async () => {
    for (let round = 0; round < 20; round += 1) {
      const groupId = await aGroupOfKind(customer, "ticket", [author]);
      const clientId = randomUUID();
      const sends = Array.from({ length: 4 }, () =>
        postBatch([aMessage(groupId, author, { clientId })], { wait: true }),
      );

      const posted = (await Promise.all(sends)).flat();

      expect(posted.map(({ outcome }) => outcome).toSorted()).toEqual([
        "posted",
        "replayed",
        "replayed",
        "replayed",
      ]);
      expect(new Set(posted.map(({ id }) => id)).size).toBe(1);
      expect(await isWithoutHoles(groupId)).toBe(true);
    }
  });

  it("gives the original to a replay even after its sender was removed", async () => {
    const member = await anEmployee(customer);
    const groupId = await aGroupOfKind(customer, "ticket", [member]);
    const message = aMessage(groupId, member);
    await postBatch([message], { wait: false });
    await removeMember({ kind: "system", name: "test" }, { groupId, personId: member.personId }, now());

    expect(await postBatch([message, aMessage(groupId, member)], { wait: false })).toMatchObject([
      { outcome: "replayed", sequence: 1 },
      { outcome: "no_such_group" },
    ]);
  });

  it("skips a locked group and posts the others, and tells a stranger nothing about the lock", async () => {
    const [locked, free] = [
      await aGroupOfKind(customer, "ticket", [author]),
      await aGroupOfKind(customer, "ticket", [author]),
    ];
    const holder = await holdGroups(locked);

    const posted = await postBatch(
      [aMessage(locked, author), aMessage(free, author), aMessage(locked, engineer)],
      { wait: false },
    );
    await holder.release();

    expect(posted.map(({ outcome }) => outcome)).toEqual(["busy", "posted", "no_such_group"]);
  });

  it("does not deadlock in hundreds of random batches over many groups, and numbers every log without holes", async () => {
    const groups = await Promise.all(
      Array.from({ length: 8 }, () => aGroupOfKind(customer, "ticket", [author, engineer])),
    );
    const oneBatch = () =>
      postBatch(
        groups
          .filter(() => Math.random() < 0.5)
          .toSorted(() => Math.random() - 0.5)
          .map((groupId) => aMessage(groupId, author, { mentions: [engineer.personId] })),
        { wait: true },
      );
    let sent = 0;
    for (let round = 0; round < 75; round += 1) {
      const batches = await Promise.all([oneBatch(), oneBatch(), oneBatch(), oneBatch()]);
      expect(batches.flat().every(({ outcome }) => outcome === "posted")).toBe(true);
      sent += batches.flat().length;
    }

    const counts = await Promise.all(groups.map(async (groupId) => (await messagesOf(groupId)).length));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(sent);
    expect(await Promise.all(groups.map(isWithoutHoles))).toEqual(groups.map(() => true));
  });

  it("shares one log with everything else that is recorded", async () => {
    const groupId = await aGroupOfKind(customer, "ticket", [author]);
    const events = Array.from({ length: 20 }, () =>
      inTransaction((tx) =>
        recordEvent(tx, { groupId, type: "group.created", subjectId: groupId, actorId: null, ...now() }),
      ),
    );
    const sends = Array.from({ length: 20 }, () =>
      postBatch([aMessage(groupId, author), aMessage(groupId, author)], { wait: true }),
    );

    await Promise.all([...events, ...sends]);

    expect(await logOf(groupId)).toHaveLength(60);
    expect(await isWithoutHoles(groupId)).toBe(true);
  });
});
