import { expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { removeMember } from "@/lib/groups/commands/remove-member";
import { getRoster } from "@/lib/groups/queries/get-roster";
import { openSession } from "@/lib/identity/open-session";
import {
  aCustomer,
  aGroupOfKind,
  aMainGroup,
  anEmployee,
  anEngineer,
} from "@/lib/testing/conversation-world";

const now = new Date();
const earlier = new Date(now.getTime() - 60 * 60_000);
const later = new Date(now.getTime() + 60 * 60_000);

async function aGroup() {
  const customer = await aCustomer();
  const [owner, colleague] = [await anEmployee(customer, "Owner"), await anEmployee(customer, "Colleague")];
  const [tam, engineer] = [await anEngineer("Tam", ["tam"]), await anEngineer("Engineer")];
  const groupId = await aMainGroup(customer, { staff: [tam, engineer], employees: [owner, colleague] });
  return { customer, owner, colleague, tam, engineer, groupId };
}

it("tells when each last signed in: an employee by their identity, the service team by its newest session", async () => {
  const { owner, colleague, tam, groupId } = await aGroup();
  await prisma().feishuIdentity.update({
    where: { personId: colleague.personId },
    data: { signedInAt: earlier },
  });
  await inTransaction((tx) => openSession(tx, { door: "staff", personId: tam.personId }, { now: later }));

  const { entries } = await getRoster(owner, { groupId });

  const at = new Map(entries.map(({ personId, signedInAt }) => [personId, signedInAt]));
  expect(at.size).toBe(4);
  expect(at.get(colleague.personId)).toBe(earlier.toISOString());
  expect(at.get(tam.personId)).toBe(later.toISOString());
});

it("says that somebody never signed in", async () => {
  const { engineer, tam, groupId } = await aGroup();
  await prisma().session.deleteMany({ where: { personId: engineer.personId } });

  const { entries } = await getRoster(tam, { groupId });

  expect(entries.find(({ personId }) => personId === engineer.personId)?.signedInAt).toBeNull();
});

it.each([
  ["feishu_230013", "outside_availability"],
  ["feishu_230029", "left_organization"],
  ["feishu_230053", "bot_muted"],
  ["feishu_999", "refused"],
  [null, null],
] as const)("tells both sides that Feishu said %s: %s", async (unreachableReason, told) => {
  const { colleague, owner, tam, groupId } = await aGroup();
  const { personId } = colleague;
  await prisma().feishuIdentity.update({ where: { personId }, data: { unreachableReason } });

  for (const reader of [owner, tam]) {
    const { entries } = await getRoster(reader, { groupId });
    expect(entries.map(({ unreachable }) => unreachable).filter(Boolean)).toEqual(
      told === null ? [] : [told],
    );
  }
});

it("tells nothing of who left, and nothing to them or to a stranger", async () => {
  const { owner, colleague, groupId } = await aGroup();
  const { personId } = colleague;
  const stranger = await anEmployee(await aCustomer());
  await removeMember(owner, { groupId, personId }, { now });

  const { entries } = await getRoster(owner, { groupId });

  expect(entries.map((entry) => entry.personId)).not.toContain(personId);
  for (const outside of [colleague, stranger, await anEngineer("Manager", ["manager"])])
    await expect(getRoster(outside, { groupId })).rejects.toThrow("NOT_FOUND groups.no_such_group");
});

it("says who leads, and who is the plan's TAM in its main group alone", async () => {
  const { customer, owner, tam, engineer, groupId } = await aGroup();
  const ticket = await aGroupOfKind(customer, "ticket", [owner, tam]);

  const [toOwner, toTam, toEngineer, inTicket] = [
    await getRoster(owner, { groupId }),
    await getRoster(tam, { groupId }),
    await getRoster(engineer, { groupId }),
    await getRoster(tam, { groupId: ticket }),
  ];

  const rights = [toOwner, toTam, toEngineer].map(({ leadsService }) => leadsService);
  expect(rights).toEqual([false, true, false]);
  // Who binds a main group in these tests gives no TAM to the plan.
  await prisma().supportPlan.update({ where: { id: customer.planId }, data: { tamId: tam.personId } });
  expect((await getRoster(owner, { groupId })).tamId).toBe(tam.personId);
  expect(inTicket.tamId).toBeNull();
});
