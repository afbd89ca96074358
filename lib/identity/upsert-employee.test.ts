import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { type SignedInEmployee, upsertEmployee } from "@/lib/identity/upsert-employee";
import { aCustomer } from "@/lib/testing/conversation-world";

const now = new Date();

async function employeeOf(changes: Partial<SignedInEmployee> = {}): Promise<SignedInEmployee> {
  const { accountId, channelId } = await aCustomer();
  return {
    channelId,
    accountId,
    openId: `ou_${randomUUID()}`,
    unionId: null,
    tenantKey: accountId,
    name: "王晓雨",
    avatarUrl: null,
    locale: "zh-CN",
    now,
    ...changes,
  };
}
const upsert = (employee: SignedInEmployee) => inTransaction((tx) => upsertEmployee(tx, employee));

it("makes the person once, then keeps them up to date and reachable", async () => {
  const employee = await employeeOf();
  const first = await upsert(employee);
  await prisma().feishuIdentity.update({
    where: { personId: first.personId },
    data: { unreachableReason: "left", unreachableAt: now },
  });

  const second = await upsert({
    ...employee,
    name: "Xiaoyu Wang",
    locale: "en",
    avatarUrl: "https://x.example/a",
  });

  expect([first.isNew, second.isNew]).toEqual([true, false]);
  expect(second.personId).toBe(first.personId);
  const person = await prisma().person.findUniqueOrThrow({
    where: { id: first.personId },
    include: { feishuIdentity: true },
  });
  expect(person).toMatchObject({
    name: "Xiaoyu Wang",
    locale: "en",
    side: "customer",
    accountId: employee.accountId,
  });
  expect(person.feishuIdentity).toMatchObject({ unreachableReason: null, unreachableAt: null });
});

it("makes one person of many first sign-ins at once", async () => {
  const employee = await employeeOf();

  const results = await Promise.all(Array.from({ length: 8 }, () => upsert(employee)));

  expect(new Set(results.map(({ personId }) => personId)).size).toBe(1);
  expect(results.filter(({ isNew }) => isNew)).toHaveLength(1);
  expect(await prisma().person.count({ where: { accountId: employee.accountId } })).toBe(1);
});

it("takes the same open_id in another channel for somebody else", async () => {
  const employee = await employeeOf();
  const elsewhere = await employeeOf({ openId: employee.openId });

  expect((await upsert(elsewhere)).personId).not.toBe((await upsert(employee)).personId);
});
