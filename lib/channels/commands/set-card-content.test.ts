import { expect, it } from "vitest";
import { setCardContent } from "@/lib/channels/commands/set-card-content";
import { listChannels } from "@/lib/channels/queries/list-channels";
import { prisma } from "@/lib/db/prisma";
import { showSecondFactor } from "@/lib/identity/commands/show-second-factor";
import { aCustomer } from "@/lib/testing/conversation-world";
import { aPrincipalOf, codeOf, enrolled, midStep, stepsAfter } from "@/lib/testing/second-factor-world";

const now = midStep();
const later = stepsAfter(now, 40);

const isHidden = async (id: string) =>
  (await prisma().channel.findUniqueOrThrow({ where: { id } })).hideCardContent;

it("hides and shows what cards carry, once each, and says so in the log", async () => {
  const { accountId, channelId } = await aCustomer();
  const actor = await aPrincipalOf(accountId, now);

  for (const hidden of [true, true, false]) await setCardContent(actor, { channelId, hidden }, { now });

  expect((await listChannels(actor))[0]).toMatchObject({ hidesCardContent: false });
  const acts = await prisma().auditEvent.findMany({
    where: { subjectId: channelId },
    orderBy: { id: "asc" },
  });
  expect(acts.map(({ action, details }) => [action, details])).toMatchObject([
    ["channel.card_content_set", { hidden: true }],
    ["channel.card_content_set", { hidden: false }],
  ]);
});

it("is not done by strangers, without permission, or without a recent code", async () => {
  const [own, other] = [await aCustomer(), await aCustomer()];
  const actor = await aPrincipalOf(own.accountId, now);
  const { secret } = await enrolled(actor, now);
  const hide = (channelId: string, as = actor) =>
    setCardContent(as, { channelId, hidden: true }, { now: later });

  await expect(hide(other.channelId)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(hide(own.channelId, { ...actor, permissions: [] })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  await expect(hide(own.channelId)).rejects.toMatchObject({ reason: "identity.second_factor_needed" });
  expect([await isHidden(own.channelId), await isHidden(other.channelId)]).toEqual([false, false]);

  await showSecondFactor(actor, { code: codeOf(secret, later) }, { now: later });
  await hide(own.channelId);
  expect(await isHidden(own.channelId)).toBe(true);
});
