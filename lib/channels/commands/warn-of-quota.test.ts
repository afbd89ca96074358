import { expect, it } from "vitest";
import { warnOfQuota } from "@/lib/channels/commands/warn-of-quota";
import { countApiCalls } from "@/lib/channels/count-api-call";
import { prisma } from "@/lib/db/prisma";
import { at, cardScene } from "@/lib/testing/card-scene";
import { aTeamMember } from "@/lib/testing/channel-world";
import { anEngineer } from "@/lib/testing/notification-world";

const scene = cardScene();
const system = { kind: "system", name: "test" } as const;

const waiting = async (name: string): Promise<string[]> => {
  const rows = await prisma().$queryRaw<{ key: string }[]>`
    SELECT key FROM graphile_worker.jobs WHERE key LIKE ${`${name}:%`} ORDER BY key`;
  return rows.map(({ key }) => key);
};

it("tells TAM and deputy once a month that four fifths are used", async () => {
  const { tenantKey, planId, id } = scene.channel;
  const tam = await anEngineer(scene.channel, []);
  await prisma().supportPlan.update({
    where: { id: planId },
    data: { tamId: tam.personId, deputyId: await aTeamMember("No account") },
  });
  await countApiCalls(prisma(), tenantKey, 7_999, at(0));
  expect(await waiting(`warn-of-quota:${tenantKey}`)).toEqual([]);
  await countApiCalls(prisma(), tenantKey, 1, at(0));
  expect(await waiting(`warn-of-quota:${tenantKey}`)).toEqual([`warn-of-quota:${tenantKey}:2026-03`]);

  await Promise.all([0, 1].map(() => warnOfQuota(system, { tenantKey, month: "2026-03" }, { now: at(0) })));

  expect(await waiting(`tell-quota:${id}`)).toEqual([`tell-quota:${id}:2026-03:${tam.personId}`]);
  const usage = await prisma().apiUsage.findFirstOrThrow({ where: { tenantKey } });
  expect(usage.warnedAt).toEqual(at(0));
});

it("says nothing of the paid edition", async () => {
  await scene.setPaid();
  const { tenantKey, id } = scene.channel;
  await countApiCalls(prisma(), tenantKey, 9_000, at(0));

  await warnOfQuota(system, { tenantKey, month: "2026-03" }, { now: at(0) });

  expect(await waiting(`tell-quota:${id}`)).toEqual([]);
});
