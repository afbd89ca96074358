import { beforeAll, expect, it } from "vitest";
import { inTransaction } from "@/lib/db/transaction";
import { joinMainGroups } from "@/lib/groups/join-main-groups";
import { anEmployee, aCustomer } from "@/lib/testing/conversation-world";
import { aSupportedCustomer, aTicket, type SupportedCustomer } from "@/lib/testing/ticket-world";
import { moveTicket } from "@/lib/tickets/commands/move-ticket";
import { listMyTickets } from "@/lib/tickets/queries/list-my-tickets";
import { listSimilarTickets } from "@/lib/tickets/queries/list-similar-tickets";

let own: SupportedCustomer;
let ticket: Awaited<ReturnType<typeof aTicket>>;

beforeAll(async () => {
  own = await aSupportedCustomer();
  const requester = own.employees[1];
  ticket = await aTicket(own, {
    requester,
    title: "订单服务超时",
    description: "凌晨三点后订单接口大量超时",
  });
  await aTicket(own, { requester, title: "Invoice address", description: "Where do I change it?" });
});

const similarTo = (actor = own.employees[1], text = "订单服务超时") =>
  listSimilarTickets(actor, { groupId: own.mainGroupId, text });

it("finds the open ticket that looks alike, in any language", async () => {
  const shown = { number: ticket.number, groupId: ticket.groupId, title: "订单服务超时", status: "assigned" };
  expect(await similarTo()).toEqual({ tickets: [shown], hidden: 0 });
  expect((await similarTo(own.employees[1], "change the invoice address")).tickets).toHaveLength(1);
  expect(await similarTo(own.employees[1], "订单")).toEqual({ tickets: [], hidden: 0 });
});

it("names to an owner what exists, and to a member outside only that there is something", async () => {
  const member = await anEmployee(own);
  await inTransaction((tx) => joinMainGroups(tx, { ...member, now: new Date() }));

  expect((await similarTo(own.employees[0])).tickets).toHaveLength(1);
  expect(await similarTo(member)).toEqual({ tickets: [], hidden: 1 });
  expect(await listMyTickets(member)).toEqual([]);
  expect((await listMyTickets(own.employees[1])).map(({ number }) => number)).toContain(ticket.number);
});

it("does not answer strangers, nor name what is resolved", async () => {
  await expect(similarTo(await anEmployee(await aCustomer()))).rejects.toThrow("NOT_FOUND");
  await moveTicket(
    own.engineer,
    { ticketId: ticket.id, version: ticket.version, status: "resolved" },
    { now: new Date() },
  );
  expect(await similarTo()).toEqual({ tickets: [], hidden: 0 });
});
