import { FeishuControl } from "../../e2e/feishu/control-client";
import { environment } from "@/lib/config/environment";
import { newId } from "@/lib/db/new-id";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";

type OwnChannel = { accountId: string; channelId: string; appId: string };

/** An employee of the local Feishu who has signed in through a channel of its app; made there if there is nobody of that id. */
export async function aSignedInEmployee(
  { accountId, channelId, appId }: OwnChannel,
  { userId, name }: { userId: string; name: string },
) {
  const control = new FeishuControl(environment().FEISHU_API_BASE);
  const { tenantKey } = await prisma().channel.findUniqueOrThrow({ where: { id: channelId } });
  const { openIds } = await control.createUser({ userId, tenantKey, name: { zh: name, en: name } });
  const personId = newId();
  const createdAt = new Date();
  await prisma().person.create({ data: { id: personId, side: "customer", accountId, name, createdAt } });
  const openId = openIds[appId] ?? "";
  const identity = { channelId, accountId, openId, tenantKey, personId, signedInAt: createdAt, createdAt };
  await prisma().feishuIdentity.create({ data: { id: newId(), ...identity } });
  return { personId, userId, openId };
}

/** Gives somebody of the service team an account, so that they can be told by mail. */
export async function aStaffAccountOf(personId: string): Promise<void> {
  await prisma().staffAccount.create({
    data: {
      id: newId(),
      personId,
      email: `${personId}@vendor.example`,
      passwordHash: "none",
      roles: ["tam"],
      createdAt: new Date(),
    },
  });
}

/** What is to be told of a channel by mail, by the jobs that wait, in their order. */
export async function toldHealth(channelId: string): Promise<string[]> {
  const runs = await prisma().channelCheckRun.findMany({ where: { channelId }, select: { id: true } });
  const { rows } = await pool().query<{ key: string }>(
    "SELECT key FROM graphile_worker.jobs WHERE task_identifier = 'tell-channel-health' ORDER BY id",
  );
  const keys = rows.map(({ key }) => key.split(":"));
  return keys.flatMap(([, runId, news = ""]) => (runs.some(({ id }) => id === runId) ? [news] : []));
}
