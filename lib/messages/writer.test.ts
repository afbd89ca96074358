import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it, vi } from "vitest";
import type { EmployeeActor } from "@/lib/actor/actor";
import { messagePool } from "@/lib/db/pool";
import { isAppError } from "@/lib/errors/app-error";
import { sendMessage } from "@/lib/messages/commands/send-message";
import type { NewMessage } from "@/lib/messages/posting";
import type { PostedStretch } from "@/lib/messages/posted-stretch";
import { MessageWriter } from "@/lib/messages/writer";
import {
  aCustomer,
  aGroupOfKind,
  anEmployee,
  anEngineer,
  archive,
  type Customer,
  isWithoutHoles,
  messagesOf,
} from "@/lib/testing/conversation-world";
import { aMessage, breakConnections, holdGroups } from "@/lib/testing/message-path";

let customer: Customer;
let author: EmployeeActor;

beforeAll(async () => {
  customer = await aCustomer();
  author = await anEmployee(customer);
});

async function aGroup(): Promise<string> {
  return aGroupOfKind(customer, "ticket", [author]);
}

/** The round trips the message path makes during `work`. */
async function roundTrips(work: () => Promise<unknown>): Promise<number> {
  const query = vi.spyOn(messagePool(), "query");
  try {
    await work();
    return query.mock.calls.length;
  } finally {
    query.mockRestore();
  }
}

describe("gathering", () => {
  it("writes a single message at once and gathers what comes meanwhile into one batch", async () => {
    const groupId = await aGroup();
    const writer = new MessageWriter();

    const trips = await roundTrips(() =>
      Promise.all(Array.from({ length: 101 }, () => writer.post(aMessage(groupId, author)))),
    );

    expect(trips).toBe(2);
    expect(await isWithoutHoles(groupId)).toBe(true);
  });

  it("keeps the order in which messages were given, over batches of at most 256", async () => {
    const groupId = await aGroup();
    const writer = new MessageWriter();
    const bodies = Array.from({ length: 600 }, (_, index) => `message ${index}`);

    const trips = await roundTrips(() =>
      Promise.all(bodies.map((body) => writer.post(aMessage(groupId, author, { body })))),
    );

    expect(trips).toBe(4);
    expect((await messagesOf(groupId)).map(({ body }) => body)).toEqual(bodies);
  });

  it("tells its listeners of each stretch before the senders", async () => {
    const groupId = await aGroup();
    const writer = new MessageWriter();
    const told: PostedStretch[] = [];
    writer.onPosted((stretches) => told.push(...stretches));

    const sent = writer
      .post(aMessage(groupId, author, { body: "first" }))
      .then(({ sequence }) => ({ sequence, told: told.length }));

    expect(await sent).toEqual({ sequence: 1, told: 1 });
    expect(told).toMatchObject([{ groupId, from: 1, to: 1, messages: [{ body: "first", sequence: 1 }] }]);
  });

  it("refuses what exceeds the queue and takes messages again afterwards", async () => {
    const groupId = await aGroup();
    const writer = new MessageWriter();

    const results = await Promise.allSettled(
      Array.from({ length: 4_100 }, () => writer.post(aMessage(groupId, author))),
    );

    const refused = results.flatMap((result) =>
      result.status === "rejected" ? [result.reason as unknown] : [],
    );
    expect(refused).toHaveLength(4);
    expect(refused[0]).toMatchObject({ code: "UNAVAILABLE", reason: "messages.too_busy" });
    expect(await messagesOf(groupId)).toHaveLength(4_096);
    await expect(writer.post(aMessage(groupId, author))).resolves.toMatchObject({ outcome: "posted" });
  });
});

describe("a bad message", () => {
  it("is refused alone, wherever it stands, and its neighbours are posted in order", async () => {
    const groupId = await aGroup();
    const writer = new MessageWriter();
    const bodies = ["a", "b", "bad\0", "c", "d", "e", "worse\0", "f"];

    const results = await Promise.allSettled(
      bodies.map((body) => writer.post(aMessage(groupId, author, { body }))),
    );

    expect(results.map(({ status }) => status === "fulfilled")).toEqual(
      bodies.map((body) => !body.includes("\0")),
    );
    expect(results[2]).toMatchObject({ reason: { code: "INVALID_INPUT", reason: "messages.not_text" } });
    expect((await messagesOf(groupId)).map(({ body }) => body)).toEqual(["a", "b", "c", "d", "e", "f"]);
  });
});

describe("a group somebody else has locked", () => {
  it("keeps nobody else waiting, and is written when it is free", async () => {
    const [locked, free] = [await aGroup(), await aGroup()];
    const writer = new MessageWriter();
    const { release } = await holdGroups(locked);

    const waiting = writer.post(aMessage(locked, author));
    let isWritten = false;
    void waiting.then(() => (isWritten = true));
    for (let count = 0; count < 20; count += 1) await writer.post(aMessage(free, author));
    expect(isWritten).toBe(false);
    await release();

    await expect(waiting).resolves.toMatchObject({ outcome: "posted", sequence: 1 });
  });

  it("keeps the order of what was given while it was locked", async () => {
    const locked = await aGroup();
    const writer = new MessageWriter();
    const { release } = await holdGroups(locked);
    const bodies = Array.from({ length: 30 }, (_, index) => `message ${index}`);

    const sent = bodies.map(async (body, index) => {
      if (index > 10) await new Promise((resolve) => setTimeout(resolve, index));
      return writer.post(aMessage(locked, author, { body }));
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    await release();
    await Promise.all(sent);

    expect((await messagesOf(locked)).map(({ body }) => body)).toEqual(bodies);
  });

  it("refuses with UNAVAILABLE when it stays locked, and takes the same client id afterwards", async () => {
    const [first, second, third, fourth] = [await aGroup(), await aGroup(), await aGroup(), await aGroup()];
    const writer = new MessageWriter();
    const { release } = await holdGroups(first, second, third, fourth);
    const messages = [first, second, third, fourth].map((groupId) => aMessage(groupId, author));

    // One more than are waited for at once: it has its turn after another's time is over.
    const results = await Promise.allSettled(messages.map((message) => writer.post(message)));
    await release();

    for (const result of results)
      expect(result).toMatchObject({
        status: "rejected",
        reason: { code: "UNAVAILABLE", reason: "messages.group_busy" },
      });
    await expect(Promise.all(messages.map((message) => writer.post(message)))).resolves.toMatchObject(
      messages.map(() => ({ outcome: "posted" })),
    );
  });
});

describe("interruptions", () => {
  it("tells senders to try again when the connection breaks, and then posts each once", async () => {
    const groupId = await aGroup();
    const writer = new MessageWriter();
    const messages = Array.from({ length: 40 }, () => aMessage(groupId, author));
    const attempt = async (message: NewMessage): Promise<void> => {
      for (;;) {
        try {
          await writer.post(message);
          return;
        } catch (thrown) {
          if (!isAppError(thrown) || thrown.code !== "UNAVAILABLE") throw thrown;
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
      }
    };

    const sending = messages.map(async (message, index) => {
      await new Promise((resolve) => setTimeout(resolve, index * 3));
      await attempt(message);
    });
    for (let round = 0; round < 6; round += 1) {
      await breakConnections("ailink-messages");
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
    await Promise.all(sending);

    const stored = await messagesOf(groupId);
    expect(stored.map(({ clientId }) => clientId).toSorted()).toEqual(
      messages.map(({ clientId }) => clientId).toSorted(),
    );
    expect(await isWithoutHoles(groupId)).toBe(true);
  });

  it("commits what it has accepted before a stop, and refuses what comes later", async () => {
    const groupId = await aGroup();
    const writer = new MessageWriter();
    const accepted = Array.from({ length: 300 }, () => writer.post(aMessage(groupId, author)));

    await writer.drain();

    await expect(writer.post(aMessage(groupId, author))).rejects.toMatchObject({
      code: "UNAVAILABLE",
      reason: "messages.stopping",
    });
    await expect(Promise.all(accepted)).resolves.toHaveLength(300);
    expect(await messagesOf(groupId)).toHaveLength(300);
  });
});

describe("sendMessage", () => {
  it("answers the original, marked as replayed, to the same client id", async () => {
    const groupId = await aGroup();
    const input = { groupId, clientId: randomUUID(), body: "hello" };

    const [first, second] = await Promise.all([sendMessage(author, input), sendMessage(author, input)]);
    const third = await sendMessage(author, { ...input, body: "something else" });

    expect([first, second].map(({ replayed }) => replayed).filter(Boolean)).toEqual([true]);
    expect(third).toEqual({ ...first, replayed: true });
    expect((await messagesOf(groupId)).map(({ body }) => body)).toEqual(["hello"]);
  });

  it.each(["a stranger", "an employee of another customer", "a member of an archived group"])(
    "refuses %s",
    async (who) => {
      const groupId = await aGroup();
      if (who.includes("archived")) await archive(groupId);
      const actor =
        who === "a stranger"
          ? await anEngineer()
          : who.includes("another")
            ? await anEmployee(await aCustomer())
            : author;

      await expect(
        sendMessage(actor, { groupId, clientId: randomUUID(), body: "hello" }),
      ).rejects.toMatchObject(
        actor === author
          ? { code: "FORBIDDEN", reason: "groups.may_not_post" }
          : { code: "NOT_FOUND", reason: "groups.no_such_group" },
      );
      expect(await messagesOf(groupId)).toEqual([]);
    },
  );
});
