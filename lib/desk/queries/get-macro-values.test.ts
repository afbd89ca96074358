import { expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { getMacroValues } from "@/lib/desk/queries/get-macro-values";
import { anEngineer } from "@/lib/testing/conversation-world";
import { after, HOUR, ticketScene } from "@/lib/testing/ticket-scene";
import { promiseUpdate } from "@/lib/tickets/commands/promise-update";

const scene = ticketScene();
const values = (groupId: string, hours = 1, locale: "en" | "zh-CN" = "en") =>
  getMacroValues(scene.own.engineer, { groupId, locale }, after(hours * HOUR));

it("in a ticket's conversation are in the requester's words and by their clock", async () => {
  const [requester] = scene.own.employees;
  await prisma().person.update({
    where: { id: requester.personId },
    data: { locale: "zh-CN", timeZone: "Asia/Tokyo" },
  });
  const promisedAt = after(3 * HOUR).now.toISOString();
  await promiseUpdate(scene.own.engineer, { ...(await scene.input()), promisedAt }, after(HOUR));

  const channel = await prisma().channel.findUniqueOrThrow({ where: { id: scene.own.channelId } });
  const { next_update, ...others } = await values(scene.ticket.groupId);
  // 07:00 UTC.
  expect(next_update).toBe("2026年11月25日 16:00 (GMT+9)");
  expect(others).toEqual({
    customer: channel.organizationName,
    requester: "Wang Xiaoyu",
    engineer: "Guo Kai",
    "ticket.number": String(scene.ticket.number),
    "ticket.title": scene.ticket.title,
    severity: "S3 功能受损",
    today: "2026年11月25日",
  });
  const inNotes = await values(scene.ticket.internalGroupId);
  expect(inNotes).toMatchObject({ severity: "S3 Function impaired", today: "Nov 25, 2026" });
  expect(inNotes.next_update).toBe("Nov 25, 2026, 15:00 (GMT+8)");
  // What was promised and is over is promised no more.
  expect(await values(scene.ticket.groupId, 4)).toMatchObject({ next_update: null });
});

it("in a main group are the customer's and the day's alone", async () => {
  const { tam, mainGroupId } = scene.own;
  const found = await getMacroValues(tam, { groupId: mainGroupId, locale: "zh-CN" }, after(HOUR));
  const known = Object.entries(found).flatMap(([name, value]) => (value === null ? [] : [name]));
  expect(known).toEqual(["customer", "today"]);
});

it("are for who is in the group", async () => {
  const stranger = await anEngineer("Elsewhere", ["manager"]);
  const asked = getMacroValues(stranger, { groupId: scene.ticket.groupId, locale: "en" }, after(HOUR));
  await expect(asked).rejects.toThrow("NOT_FOUND groups.no_such_group");
});
