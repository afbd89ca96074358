import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { EmployeeActor, PersonActor, StaffActor } from "@/lib/actor/actor";
import { environment } from "@/lib/config/environment";
import { newId } from "@/lib/db/new-id";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/events/record-event";
import { removeMember } from "@/lib/groups/commands/remove-member";
import { type GroupFacts, groupPolicy } from "@/lib/groups/policy";
import { type NewMessage, postBatch } from "@/lib/messages/internal/post-batch";
import {
  aCustomer,
  aGroupOfKind,
  aMainGroup,
  anEmployee,
  anEngineer,
  archive,
  type Customer,
  isWithoutHoles,
  logOf,
  messagesOf,
} from "@/lib/testing/conversation-world";

const now = () => ({ now: new Date() });

function aMessage(groupId: string, sender: PersonActor, change: Partial<NewMessage> = {}): NewMessage {
  return {
    id: newId(),
    groupId,
    senderId: sender.personId,
    senderChannelId: sender.kind === "employee" ? sender.channelId : null,
    clientId: randomUUID(),
    body: "hello",
    mentions: [],
    mentionsAll: false,
    ...change,
  };
}

/** A connection of somebody else who holds a group's log. */
async function holdGroup(groupId: string) {
  const holder = new Client({ connectionString: environment().DATABASE_URL });
  await holder.connect();
  await holder.query("BEGIN");
  await holder.query('SELECT 1 FROM "group" WHERE id = $1 FOR NO KEY UPDATE', [groupId]);
  return {
    query: (text: string, values: unknown[]) => holder.query(text, values),
    release: async () => {
      await holder.query("COMMIT");
      await holder.end();
    },
  };
}

/** Resolves when some backend waits for a lock: the other side of a race has come as far as it can. */
async function somebodyWaits(): Promise<void> {
  for (;;) {
    const { rows } = await pool().query<{ waiting: number }>(
      "SELECT count(*)::int AS waiting FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()",
    );
    if ((rows[0]?.waiting ?? 0) > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

let customer: Customer;
let author: EmployeeActor;
let engineer: StaffActor;

beforeAll(async () => {
  customer = await aCustomer();
  author = await anEmployee(customer);
  engineer = await anEngineer();
});

afterAll(async () => {
  await prisma().$disconnect();
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
    const broken = aMessage(groupId, author, { body: "a\0b" });

    await expect(
      postBatch([aMessage(groupId, author, { mentions: [named.personId] }), broken], { wait: false }),
    ).rejects.toThrow();

    const { rowCount } = await pool().query("SELECT 1 FROM graphile_worker.jobs WHERE key = $1", [
      `notify-person:${named.personId}`,
    ]);
    expect(rowCount).toBe(0);
    expect(await logOf(groupId)).toEqual([]);
  });
});

describe("races", () => {
  it("refuses a message that waited while its sender was removed", async () => {
    const groupId = await aGroupOfKind(customer, "ticket", [author]);
    const removal = await holdGroup(groupId);
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
    const holder = await holdGroup(locked);

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

describe("function and policy", () => {
  const kinds = ["main", "ticket", "internal"] as const;
  const facts = kinds.flatMap((kind) =>
    [true, false].flatMap((isMember) =>
      [true, false].flatMap((isArchived) =>
        (["employee", "employee of another channel", "staff"] as const).map((who) => ({
          kind,
          isMember,
          isArchived,
          who,
        })),
      ),
    ),
  );

  it.each(facts)(
    "agree on $who, member $isMember, in a $kind group, archived $isArchived",
    async ({ kind, isMember, isArchived, who }) => {
      const own = await aCustomer();
      const member: PersonActor = who === "staff" ? await anEngineer() : await anEmployee(own);
      const members = isMember ? [member] : [];
      const groupId = kind === "main" ? await aMainGroup(own) : await aGroupOfKind(own, kind, members);
      if (kind === "main" && isMember) await addTo(groupId, own, member);
      if (isArchived) await archive(groupId);
      // A session bound to another channel than the group's, whatever the rows say.
      const actor: PersonActor =
        who === "employee of another channel" && member.kind === "employee"
          ? { ...member, channelId: randomUUID() }
          : member;
      const group: GroupFacts = {
        kind,
        accountId: own.accountId,
        channelId: own.channelId,
        archivedAt: isArchived ? new Date() : null,
        membership: isMember ? { role: "member" } : null,
      };

      const [posted] = await postBatch([aMessage(groupId, actor)], { wait: false });

      const expected = groupPolicy.post(actor, group)
        ? "posted"
        : groupPolicy.read(actor, group)
          ? "archived"
          : "no_such_group";
      expect(posted?.outcome).toBe(expected);
    },
  );
});

async function addTo(groupId: string, { accountId }: Customer, actor: PersonActor): Promise<void> {
  const isEmployee = actor.kind === "employee";
  await prisma().groupMember.create({
    data: {
      groupId,
      accountId,
      personId: actor.personId,
      side: isEmployee ? "customer" : "service",
      customerAccountId: isEmployee ? accountId : null,
      joinedVia: "added",
      joinedAt: new Date(),
    },
  });
}
