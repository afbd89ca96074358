import { beforeAll, expect, it } from "vitest";
import { environment } from "@/lib/config/environment";
import { prisma } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { lockGroups } from "@/lib/events/lock-groups";
import { migrateQueue } from "@/lib/jobs/migrate-queue";
import { recordNotice } from "@/lib/messages/record-notice";
import { recordNotices } from "@/lib/messages/record-notices";
import {
  aCustomer,
  aGroupOfKind,
  anEmployee,
  anEngineer,
  isWithoutHoles,
} from "@/lib/testing/conversation-world";

beforeAll(() => migrateQueue(environment().DATABASE_URL));

/** A customer's ticket group with an employee, and the engineer if they are in it. */
async function aPlace(engineer?: Awaited<ReturnType<typeof anEngineer>>) {
  const customer = await aCustomer();
  const employee = await anEmployee(customer);
  const groupId = await aGroupOfKind(customer, "ticket", [employee, ...(engineer ? [engineer] : [])]);
  return { groupId, addressees: [employee.personId, null] };
}

/** Everything a system line leaves in a group, without what differs between any two. */
async function tracesIn({ groupId }: { groupId: string }) {
  const messages = await prisma().message.findMany({ where: { groupId }, orderBy: { sequence: "asc" } });
  const events = await prisma().groupEvent.findMany({ where: { groupId }, orderBy: { sequence: "asc" } });
  const mentions = await prisma().mention.findMany({ where: { groupId }, orderBy: { sequence: "asc" } });
  const jobs = await prisma().$queryRaw<{ run_at: Date }[]>`
    SELECT run_at FROM graphile_worker.jobs WHERE key = ANY(${mentions.map(({ personId }) => `notify-person:${personId}`)})`;
  return {
    messages: messages.map(({ sequence, senderId, body, createdAt }) => ({
      sequence,
      senderId,
      body,
      createdAt,
    })),
    notices: messages.map(({ notice }) => ({ ...(notice as object), addressees: mentions.length })),
    events: events.map(({ sequence, type, actorId, createdAt }) => ({ sequence, type, actorId, createdAt })),
    isOfMessage: events.map(({ subjectId }, index) => subjectId === messages[index]?.id),
    mentions: mentions.map(({ sequence, createdAt }) => ({ sequence, createdAt })),
    jobs: jobs.map(({ run_at }) => run_at),
    isWithoutHoles: await isWithoutHoles(groupId),
  };
}

it("the same line in several groups leaves in each what one line leaves, and in other groups nothing", async () => {
  const engineer = await anEngineer();
  const now = new Date();
  const line = {
    kind: "incident.status_told",
    data: { text: "Half is back" },
    actorId: engineer.personId,
    now,
  } as const;
  const [alone, inside, outside, other] = [
    await aPlace(engineer),
    await aPlace(engineer),
    await aPlace(),
    await aPlace(),
  ];
  const places = [inside, outside];

  await inTransaction(async (tx) => {
    await lockGroups(tx, [alone.groupId]);
    await recordNotice(tx, { ...alone, ...line });
  });
  await inTransaction(async (tx) => {
    await lockGroups(
      tx,
      places.map(({ groupId }) => groupId),
    );
    // Whom it concerns elsewhere only is not told here.
    const [everybody] = [places.flatMap(({ addressees }) => addressees)];
    await recordNotices(tx, {
      places: places.map((place) => ({ ...place, addressees: everybody })),
      ...line,
    });
  });

  const one = await tracesIn(alone);
  expect(one).toMatchObject({ messages: [{ senderId: engineer.personId }], mentions: [{}], jobs: [{}] });
  expect(await tracesIn(inside)).toEqual(one);
  expect(await tracesIn(outside)).toEqual({
    ...one,
    messages: one.messages.map((message) => ({ ...message, senderId: null })),
    events: one.events.map((event) => ({ ...event, actorId: null })),
  });
  expect(await tracesIn(other)).toMatchObject({ messages: [], events: [] });
});
