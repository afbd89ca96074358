import { expect, it } from "vitest";
import { getSelfCheck } from "@/lib/channels/queries/get-self-check";
import { prisma } from "@/lib/db/prisma";
import { aCustomer, anEmployee, anEngineer } from "@/lib/testing/conversation-world";
import { aServedCustomer } from "@/lib/testing/main-group-world";

async function aCase() {
  const scene = await aServedCustomer();
  const { channelId } = scene.customer;
  const outsider = await anEmployee(scene.customer, "Chen Ming");
  const at = new Date().toISOString();
  const row = { step: "availability", state: "warning", finding: "outside", at, people: [outsider.personId] };
  await prisma().channel.update({ where: { id: channelId }, data: { checks: [row] } });
  return { ...scene, channelId };
}

it("TAM, leads and operators read it; operators without a name of the customer's people", async () => {
  const { channelId, tam } = await aCase();
  const namesFor = async (actor: Parameters<typeof getSelfCheck>[0]) => {
    const { rows, recipients } = await getSelfCheck(actor, { channelId });
    return [rows.flatMap(({ people }) => people), recipients].map((people) => people.map(({ name }) => name));
  };
  expect(await namesFor(tam)).toEqual([["Chen Ming"], ["Chen Ming"]]);
  expect(await namesFor(await anEngineer("Lead", ["duty_lead"]))).toEqual([["Chen Ming"], ["Chen Ming"]]);
  expect(await namesFor(await anEngineer("Operator", ["operator"]))).toEqual([[], []]);
});

it("to a TAM of others, an engineer and of a deleted channel it does not exist", async () => {
  const { channelId, tam } = await aCase();
  const other = await aServedCustomer();
  const engineer = await anEngineer();
  for (const actor of [other.tam, engineer])
    await expect(getSelfCheck(actor, { channelId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await prisma().channel.update({ where: { id: channelId }, data: { status: "deleted" } });
  await expect(getSelfCheck(tam, { channelId })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

it("shows every row of a channel nobody has checked, and the last thirty runs", async () => {
  const { tam, customer } = await aServedCustomer();
  const { channelId, accountId } = customer;
  await aCustomer();
  for (let made = 0; made < 32; made += 1)
    await prisma().channelCheckRun.create({
      data: {
        id: crypto.randomUUID(),
        channelId,
        accountId,
        trigger: "scheduled",
        health: made === 31 ? "broken" : "healthy",
        rows: [],
        calls: 0,
        checkedAt: new Date(Date.UTC(2026, 10, 1 + made)),
      },
    });
  const { rows, history } = await getSelfCheck(tam, { channelId });
  expect(rows).toHaveLength(21);
  expect(rows.every(({ state }) => state === "not_checkable")).toBe(true);
  expect(history).toHaveLength(30);
  expect(history.at(-1)?.health).toBe("broken");
});
