import { randomBytes, randomUUID } from "node:crypto";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import type { PersonActor } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";
import { uploadAttachment } from "@/lib/messages/commands/upload-attachment";
import { sendMessage } from "@/lib/messages/commands/send-message";
import { cookieOf, isWithoutHoles } from "@/lib/testing/conversation-world";
import { headersOf, Listener, ORIGIN, startConversationServer } from "@/lib/testing/conversation-server";
import { after, ticketScene } from "@/lib/testing/ticket-scene";
import { say } from "@/lib/testing/ticket-world";
import { ROOT } from "../world/child-process";
import { until } from "../world/until";
import { surfaceOf } from "./enumerate";

const scene = ticketScene();
type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

/** A note with a file that mentions the colleague, the customer and everyone; answers what nobody of the customer may learn. */
async function aNote(): Promise<{ id: string; marks: string[] }> {
  const { own, ticket } = scene;
  const [word, fileName, content] = [1, 2, 3].map(() => `confidential${randomBytes(8).toString("hex")}`) as [
    string,
    string,
    string,
  ];
  const { internalGroupId: groupId } = ticket;
  const bytes = (async function* () {
    yield Buffer.from(content);
  })();
  const file = await uploadAttachment(own.engineer, { groupId, name: `${fileName}.txt`, bytes }, after(0));
  const body = `${word} <@${own.tam.personId}> <@${own.employees[0].personId}> <@all>`;
  const attachmentIds = [file.id];
  const { id } = await sendMessage(own.engineer, { groupId, clientId: randomUUID(), body, attachmentIds });
  return { id, marks: [word, fileName, content, file.id, id, groupId] };
}

/** Every address the routes of a door have for this ticket: with the group both are in, the main one, and the notes' own. */
async function addressesOf(door: string, note: { id: string; marks: string[] }) {
  const { own, ticket } = scene;
  const opening = await prisma().message.findFirstOrThrow({ where: { groupId: ticket.groupId } });
  const values: Record<string, string[]> = {
    appId: [own.appId],
    groupId: [own.mainGroupId, ticket.groupId, ticket.internalGroupId],
    messageId: [opening.id, note.id],
    ticketId: [ticket.id],
    incidentId: [ticket.id],
    attachmentId: [note.marks[3] ?? ""],
  };
  const { routes } = await surfaceOf(ROOT);
  const folders = routes
    .filter((route) => route.startsWith(`GET /api/${door}`))
    .map((route) => route.slice(4));
  return folders.flatMap((folder) => {
    const names = [...folder.matchAll(/\[(\w+)\]/g)].map(([, name]) => name ?? "");
    return names
      .reduce<Record<string, string>[]>(
        (all, name) =>
          all.flatMap((params) =>
            (values[name] ?? [randomUUID()]).map((value) => ({ ...params, [name]: value })),
          ),
        [{}],
      )
      .map((params) => ({ folder, params }));
  });
}

async function asked(actor: PersonActor, door: string, note: { id: string; marks: string[] }) {
  const cookie = await cookieOf(actor, scene.own.appId);
  const query = `?after=0&limit=100&locale=en&text=${note.marks[0]}&q=${note.marks[0]}`;
  const answers: { folder: string; status: number; everything: string }[] = [];
  for (const { folder, params } of await addressesOf(door, note)) {
    const file = pathToFileURL(path.join(ROOT, "app", folder, "route.ts")).href;
    const { GET } = (await import(/* @vite-ignore */ file)) as { GET: Handler };
    for (const search of [query, "?after=0"]) {
      const request = new Request(`${ORIGIN}${folder}${search}`, { headers: { cookie, origin: ORIGIN } });
      const response = await GET(request, { params: Promise.resolve(params) });
      const everything = `${JSON.stringify([...response.headers])}\n${await response.text()}`;
      answers.push({ folder, status: response.status, everything });
    }
  }
  return answers;
}

const learned = (texts: readonly string[], marks: readonly string[]) =>
  marks.filter((mark) => texts.some((text) => text.includes(mark)));

describe("what the service team notes on a ticket", () => {
  it("is in no answer of any route that the ticket's requester and owner can ask", async () => {
    const note = await aNote();
    const [owner] = scene.own.employees;
    const answers = await asked(owner, "feishu", note);
    expect(answers.length).toBeGreaterThan(80);
    expect(answers.filter(({ everything }) => learned([everything], note.marks).length > 0)).toEqual([]);
    // They are somebody there: what they may see is in the answers.
    const shown = answers.filter(({ status }) => status === 200).map(({ everything }) => everything);
    expect(learned(shown, [scene.ticket.id, scene.ticket.title, scene.ticket.groupId])).toHaveLength(3);

    // What is looked for is what colleagues get by the same questions.
    const seen = (await asked(scene.own.engineer, "desk", note)).map(({ everything }) => everything);
    expect(learned(seen, note.marks)).toEqual(note.marks);
  }, 60_000);

  it("leaves no gap in what the customer's socket hears, and nothing of it is heard", async () => {
    const server = await startConversationServer();
    const [owner] = scene.own.employees;
    const { own, ticket } = scene;
    const listener = new Listener(
      server.url,
      { door: "employee", appId: own.appId },
      await headersOf(owner, own.appId),
    );
    const colleague = new Listener(server.url, { door: "staff" }, await headersOf(own.tam));
    const hello = await listener.hello;
    await colleague.hello;

    await say(ticket, own.engineer, "Before", after(1_000).now);
    const note = await aNote();
    await say(ticket, own.engineer, "After", after(2_000).now);

    const heardBy = ({ frames }: Listener) =>
      frames.flatMap(({ events }) => events.map((event) => JSON.stringify(event)));
    await until("the customer to hear what was said after", () =>
      heardBy(listener).some((event) => event.includes("After")),
    );
    await until("the colleague to hear the note", () => learned(heardBy(colleague), note.marks).length > 0);
    expect(learned([JSON.stringify([hello, listener.frames, listener.hints])], note.marks)).toEqual([]);
    expect(listener.isSeamless(ticket.groupId)).toBe(true);
    expect(await isWithoutHoles(ticket.groupId)).toBe(true);

    const { internalGroupId } = ticket;
    const refused = { ok: false, error: { code: "NOT_FOUND", reason: "groups.no_such_group" } };
    expect(await listener.send(internalGroupId, "let me in")).toMatchObject(refused);
    expect(await listener.markRead(internalGroupId, 1)).toMatchObject(refused);
    listener.socket.close();
    colleague.socket.close();
    await server.stop();
  });

  it("mentions nobody of the customer, whoever is named in it: no card and no row", async () => {
    const { id } = await aNote();
    const mentions = await prisma().mention.findMany({ where: { messageId: id } });
    const { own } = scene;
    const service = await prisma().groupMember.findMany({
      where: {
        groupId: scene.ticket.internalGroupId,
        leftAt: null,
        personId: { not: own.engineer.personId },
      },
    });
    expect(mentions.map(({ personId }) => personId).toSorted()).toEqual(
      service.map(({ personId }) => personId).toSorted(),
    );
    expect(mentions.map(({ personId }) => personId)).toContain(own.tam.personId);
    expect(
      await prisma().cardDelivery.count({
        where: { personId: { in: own.employees.map(({ personId }) => personId) } },
      }),
    ).toBe(0);
    const jobs = await prisma().$queryRaw<{ payload: unknown }[]>`
      SELECT payload FROM graphile_worker._private_jobs WHERE payload::text LIKE '%' || ${own.employees[0].personId} || '%'`;
    expect(JSON.stringify(jobs)).not.toContain(scene.ticket.internalGroupId);
  });

  it("is no answer: no clock of the ticket stops, and no reminder ends", async () => {
    const before = await scene.current();
    await aNote();
    await say(scene.ticket, scene.own.employees[0], "Hello?", after(3_000).now);
    const { firstRespondedAt, lastAnsweredAt, firstResponseDueAt, status } = await scene.current();
    expect({ firstRespondedAt, lastAnsweredAt, status }).toEqual({
      firstRespondedAt: null,
      lastAnsweredAt: null,
      status: "assigned",
    });
    expect(firstResponseDueAt).toEqual(before.firstResponseDueAt);
  });
});
