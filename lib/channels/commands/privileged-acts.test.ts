import { expect, it } from "vitest";
import { addChannel } from "@/lib/channels/commands/add-channel";
import { disableChannel } from "@/lib/channels/commands/disable-channel";
import { prisma } from "@/lib/db/prisma";
import { showSecondFactor } from "@/lib/identity/commands/show-second-factor";
import { aCustomer } from "@/lib/testing/conversation-world";
import { aPrincipalOf, codeOf, enrolled, midStep, stepsAfter } from "@/lib/testing/second-factor-world";

const now = midStep();
const later = stepsAfter(now, 40);
const needed = { code: "FORBIDDEN", reason: "identity.second_factor_needed" };

async function statusOf(id: string): Promise<string> {
  const { status } = await prisma().channel.findUniqueOrThrow({ where: { id } });
  return status;
}

it("switching a channel off and adding one wait for a code that is not older than 15 minutes", async () => {
  const { accountId, channelId } = await aCustomer();
  const actor = await aPrincipalOf(accountId, now);
  const { secret } = await enrolled(actor, now);
  const credentials = { organizationName: "Org", appId: "cli_0123456789abcdef", appSecret: "s".repeat(32) };

  await expect(disableChannel(actor, { channelId }, { now: later })).rejects.toMatchObject(needed);
  await expect(addChannel(actor, credentials, { now: later })).rejects.toMatchObject(needed);
  expect(await statusOf(channelId)).toBe("active");
  expect(await prisma().auditEvent.count({ where: { subjectId: channelId } })).toBe(0);

  await showSecondFactor(actor, { code: codeOf(secret, later) }, { now: later });
  await disableChannel(actor, { channelId }, { now: later });
  expect(await statusOf(channelId)).toBe("disabled");
});

it("tells a stranger with an old code that there is no such channel, not that a code is needed", async () => {
  const [own, other] = [await aCustomer(), await aCustomer()];
  const actor = await aPrincipalOf(own.accountId, now);
  await enrolled(actor, now);

  await expect(disableChannel(actor, { channelId: other.channelId }, { now: later })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});

it("goes without for who has no second factor", async () => {
  const { accountId, channelId } = await aCustomer();

  await disableChannel(await aPrincipalOf(accountId, now), { channelId }, { now: later });
  expect(await statusOf(channelId)).toBe("disabled");
});
