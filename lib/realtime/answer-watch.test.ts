import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { sendMessage } from "@/lib/messages/commands/send-message";
import { messageWriter } from "@/lib/messages/writer";
import { AnswerWatch } from "@/lib/realtime/answer-watch";
import { until } from "@/lib/testing/conversation-server";
import { aSupportedCustomer, aTicket, ticketOf } from "@/lib/testing/ticket-world";
import { ticketSweeps } from "@/lib/tickets/jobs";

const watch = new AnswerWatch();

beforeAll(() => watch.start());
afterAll(() => watch.stop());

it("begins the work of a ticket with the engineer's first message, which pays nothing for it", async () => {
  const own = await aSupportedCustomer();
  const { id, groupId } = await aTicket(own);
  const sent = await sendMessage(own.engineer, { groupId, clientId: randomUUID(), body: "On it." });

  await until(async () => (await ticketOf(id)).status === "in_progress");

  expect((await ticketOf(id)).firstRespondedAt?.toISOString()).toBe(sent.createdAt);
});

it("hears of what this process writes without listening to the database", async () => {
  const own = await aSupportedCustomer();
  const { id, groupId } = await aTicket(own);
  const following = new AnswerWatch();
  await watch.stop();
  following.followWriter(messageWriter());
  await sendMessage(own.engineer, { groupId, clientId: randomUUID(), body: "On it." });

  await until(async () => (await ticketOf(id)).status === "in_progress");
  await following.stop();
  expect((await ticketOf(id)).firstRespondedAt).not.toBeNull();
});

it("is made up for by the sweep where nothing was heard", async () => {
  const own = await aSupportedCustomer();
  const { id, groupId } = await aTicket(own);
  await sendMessage(own.engineer, { groupId, clientId: randomUUID(), body: "On it." });
  const sweep = ticketSweeps.find(({ name }) => name === "ticket-answers");

  await sweep?.run({ now: new Date() }, new AbortController().signal);

  expect((await ticketOf(id)).status).toBe("in_progress");
});
