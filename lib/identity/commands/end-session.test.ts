import { expect, it } from "vitest";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { endSession } from "@/lib/identity/commands/end-session";
import { endSessionsOf, SESSION_ENDED } from "@/lib/identity/end-sessions-of";
import { findActor } from "@/lib/identity/queries/find-actor";
import { aCustomer, anEmployee, anEngineer } from "@/lib/testing/conversation-world";

const now = new Date();

/** Runs `work` and answers the session ids announced meanwhile. */
async function announcedBy(work: () => Promise<unknown>): Promise<string[]> {
  const client = await pool().connect();
  const heard: string[] = [];
  client.on("notification", ({ payload }) => heard.push(payload ?? ""));
  try {
    await client.query(`LISTEN ${SESSION_ENDED}`);
    await work();
    await client.query("SELECT 1"); // notices come before the answer
    return heard;
  } finally {
    await client.query(`UNLISTEN ${SESSION_ENDED}`);
    client.removeAllListeners("notification");
    client.release();
  }
}

it("ends this session, tells every process, and records it once", async () => {
  const actor = await anEngineer();
  const other = await anEngineer();

  const heard = await announcedBy(async () => {
    await endSession(actor, {}, { now });
    await endSession(actor, {}, { now });
  });

  expect(heard).toEqual([actor.sessionId]);
  expect(await findActor("staff", actor.sessionId, now)).toBeNull();
  expect(await findActor("staff", other.sessionId, now)).not.toBeNull();
  expect(
    await prisma().auditEvent.count({ where: { subjectId: actor.sessionId, action: "session.ended" } }),
  ).toBe(1);
});

it("ends all sessions of a channel and none of another", async () => {
  const [customer, other] = [await aCustomer(), await aCustomer()];
  const inside = [await anEmployee(customer), await anEmployee(customer)];
  const outside = await anEmployee(other);

  const heard = await announcedBy(() =>
    inTransaction((tx) =>
      endSessionsOf(tx, { channelId: customer.channelId }, { reason: "channel_disabled", now }),
    ),
  );

  expect(heard.toSorted()).toEqual(inside.map(({ sessionId }) => sessionId).toSorted());
  const door = { kind: "employee", appId: other.appId } as const;
  expect(await findActor(door, outside.sessionId, now)).not.toBeNull();
  const { revokedReason } = await prisma().session.findUniqueOrThrow({ where: { id: heard[0] ?? "" } });
  expect(revokedReason).toBe("channel_disabled");
});

it("tells nobody of what was rolled back", async () => {
  const { personId, sessionId } = await anEngineer();

  const heard = await announcedBy(() =>
    inTransaction(async (tx) => {
      await endSessionsOf(tx, { personId }, { reason: "left_organization", now });
      throw new Error("rolled back");
    }).catch(() => undefined),
  );

  expect(heard).toEqual([]);
  expect(await findActor("staff", sessionId, now)).not.toBeNull();
});
