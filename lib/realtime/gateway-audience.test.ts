import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { EmployeeActor, PersonActor, StaffActor } from "@/lib/actor/actor";
import { pool } from "@/lib/db/pool";
import { inTransaction } from "@/lib/db/transaction";
import { removeMember } from "@/lib/groups/commands/remove-member";
import { joinMainGroups } from "@/lib/groups/join-main-groups";
import { endSession } from "@/lib/identity/commands/end-session";
import { type Listener, listen, startConversationServer, until } from "@/lib/testing/conversation-server";
import {
  aCustomer,
  aMainGroup,
  anEmployee,
  aConversation,
  type Customer,
} from "@/lib/testing/conversation-world";
import { breakConnections, sendElsewhere } from "@/lib/testing/message-path";

let server: Awaited<ReturnType<typeof startConversationServer>>;
const open: Listener[] = [];

beforeAll(async () => {
  server = await startConversationServer();
});

afterAll(() => server.stop());

afterEach(() => {
  for (const { socket } of open.splice(0)) socket.disconnect();
});

async function connect(actor: PersonActor, customer?: Customer): Promise<Listener> {
  const listener = await listen(server.url, actor, customer?.appId);
  open.push(listener);
  return listener;
}

describe("coming and going", () => {
  it("cuts off who is removed at once, and tells the others", async () => {
    const customer = await aCustomer();
    const [owner, removed] = [await anEmployee(customer), await anEmployee(customer)];
    const groupId = await aMainGroup(customer, { employees: [owner, removed] });
    const [mine, theirs] = [await connect(owner, customer), await connect(removed, customer)];

    await removeMember(owner, { groupId, personId: removed.personId }, { now: new Date() });
    // Right behind the removal, before any notice of it was heard.
    await mine.send(groupId, "among ourselves");

    await until(() => theirs.hints.length > 0 && mine.bodies(groupId).length === 1);
    expect(theirs.hints).toEqual([`removed ${groupId}`]);
    expect(theirs.frames).toEqual([]);
    expect(mine.events(groupId).map(({ type }) => type)).toEqual(["member.left", "message.created"]);
    expect(await theirs.send(groupId, "still here?")).toMatchObject({
      ok: false,
      error: { code: "NOT_FOUND" },
    });
  });

  it("never shows a message behind the removal to who was removed", async () => {
    for (let round = 0; round < 10; round += 1) {
      const customer = await aCustomer();
      const [owner, removed] = [await anEmployee(customer), await anEmployee(customer)];
      const groupId = await aMainGroup(customer, { employees: [owner, removed] });
      const [mine, theirs] = [await connect(owner, customer), await connect(removed, customer)];

      const sends = Array.from({ length: 20 }, async (_, index) => {
        await new Promise((resolve) => setTimeout(resolve, index));
        return mine.send(groupId, `message ${index}`);
      });
      await Promise.all([
        ...sends,
        removeMember(owner, { groupId, personId: removed.personId }, { now: new Date() }),
      ]);
      const leaving = () => mine.events(groupId).find(({ type }) => type === "member.left")?.sequence;
      await until(
        () => mine.bodies(groupId).length === 20 && leaving() !== undefined && theirs.hints.length > 0,
      );

      expect(theirs.events(groupId).every(({ sequence }) => sequence < (leaving() ?? 0))).toBe(true);
    }
  });

  it("lets who joins hear from then on, without connecting again", async () => {
    const { customer, employee, groupId } = await aConversation();
    const newcomer = await anEmployee(customer);
    const [mine, theirs] = [await connect(employee, customer), await connect(newcomer, customer)];
    expect((await theirs.hello).groups).toEqual([]);
    const { personId, channelId, accountId } = newcomer;

    await inTransaction((tx) => joinMainGroups(tx, { personId, channelId, accountId, now: new Date() }));
    await until(() => theirs.hints.length > 0);
    await mine.send(groupId, "welcome");

    await until(() => theirs.bodies(groupId).includes("welcome"));
    expect(theirs.hints).toEqual([`joined ${groupId}`]);
    expect(mine.events(groupId)).toMatchObject([
      { type: "member.joined", member: { personId } },
      { type: "message.created" },
    ]);
  });

  it("closes the sockets of a session that ends, and of no other", async () => {
    const { customer, employee, engineer } = await aConversation();
    const [first, second, other] = [
      await connect(employee, customer),
      await connect(employee, customer),
      await connect(engineer),
    ];

    await endSession(employee, {}, { now: new Date() });

    await until(() => first.hints.length === 2 && second.hints.length === 2);
    expect(first.hints).toEqual(["signed-out", "disconnected: io server disconnect"]);
    expect(other.hints).toEqual([]);
  });
});

describe("when the LISTEN connection is cut", () => {
  let conversation: { customer: Customer; employee: EmployeeActor; engineer: StaffActor; groupId: string };

  beforeAll(async () => {
    conversation = await aConversation();
  });

  it("tells what was written meanwhile, and hears again", async () => {
    const { customer, employee, engineer, groupId } = conversation;
    const listener = await connect(employee, customer);

    await breakConnections("ailink-listen");
    await sendElsewhere(groupId, engineer, "while deaf");
    await until(() => listener.bodies(groupId).includes("while deaf"));
    await sendElsewhere(groupId, engineer, "hearing again");

    await until(() => listener.bodies(groupId).includes("hearing again"));
    expect(listener.isSeamless(groupId)).toBe(true);
  });

  it("finds out who was removed, who joined and whose session ended meanwhile", async () => {
    const customer = await aCustomer();
    const [owner, removed, newcomer, gone] = [
      await anEmployee(customer),
      await anEmployee(customer),
      await anEmployee(customer),
      await anEmployee(customer),
    ];
    const groupId = await aMainGroup(customer, { employees: [owner, removed, gone] });
    const [theirs, new_, ended] = [
      await connect(removed, customer),
      await connect(newcomer, customer),
      await connect(gone, customer),
    ];

    await breakConnections("ailink-listen");
    // As if told by a process whose notices nobody heard.
    await pool().query("UPDATE group_member SET left_at = now() WHERE group_id = $1 AND person_id = $2", [
      groupId,
      removed.personId,
    ]);
    await pool().query("UPDATE session SET revoked_at = now() WHERE id = $1", [gone.sessionId]);
    const { personId, channelId, accountId } = newcomer;
    await inTransaction((tx) => joinMainGroups(tx, { personId, channelId, accountId, now: new Date() }));

    await until(() => theirs.hints.length > 0 && new_.hints.length > 0 && ended.hints.length > 1);
    expect([theirs.hints, new_.hints, ended.hints[0]]).toEqual([
      [`left ${groupId}`],
      [`joined ${groupId}`],
      "signed-out",
    ]);
  });
});

describe("stopping", () => {
  it("acknowledges what was accepted before it closes", async () => {
    const { customer, employee, groupId } = await aConversation();
    const own = await startConversationServer();
    const listener = await listen(own.url, employee, customer.appId);

    const sends = Array.from({ length: 50 }, (_, index) => listener.send(groupId, `message ${index}`));
    await until(() => listener.frames.length > 0);
    await own.stop();

    const answers = await Promise.all(sends);
    expect(answers.every((answer) => answer.ok || answer.error.code === "UNAVAILABLE")).toBe(true);
    await until(() => listener.hints.length > 0);
    expect(listener.hints).toEqual(["disconnected: transport close"]);
    expect(listener.bodies(groupId)).toHaveLength(answers.filter(({ ok }) => ok).length);
  });
});
