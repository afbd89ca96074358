import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { disableStaff } from "@/lib/identity/commands/disable-staff";
import { enableStaff } from "@/lib/identity/commands/enable-staff";
import { revokeOtherSessions } from "@/lib/identity/commands/revoke-other-sessions";
import { revokeSession } from "@/lib/identity/commands/revoke-session";
import { signInStaff } from "@/lib/identity/commands/sign-in-staff";
import { findActor } from "@/lib/identity/queries/find-actor";
import { type Listener, listen, startConversationServer, until } from "@/lib/testing/conversation-server";
import { anEngineer } from "@/lib/testing/conversation-world";
import { aStaffMember, PASSWORD } from "@/lib/testing/second-factor-world";

const operator = { kind: "system", name: "test" } as const;
const at = () => ({ now: new Date() });
let server: Awaited<ReturnType<typeof startConversationServer>>;
const open: Listener[] = [];

beforeAll(async () => {
  server = await startConversationServer();
});
afterAll(() => server.stop());
afterEach(() => {
  for (const { socket } of open.splice(0)) socket.disconnect();
});

type Staff = Awaited<ReturnType<typeof aStaffMember>>["actor"];

async function connected(actor: Staff): Promise<Listener> {
  const listener = await listen(server.url, actor);
  open.push(listener);
  await listener.hello;
  return listener;
}

async function elsewhere(email: string): Promise<Staff> {
  const { sessionId } = await signInStaff({ email, password: PASSWORD }, { ...at(), address: randomUUID() });
  const actor = await findActor("staff", sessionId ?? "", new Date());
  if (actor === null) throw new Error("the session is nobody's");
  return actor;
}

const isOut = ({ socket, hints }: Listener) => !socket.connected && hints.includes("signed-out");

it("an account that is disabled loses its open desks within a second, and does not come back", async () => {
  const { actor, email } = await aStaffMember(new Date());
  const [first, second] = [await connected(actor), await connected(await elsewhere(email))];
  const bystander = await connected(await anEngineer());

  const disabledAt = Date.now();
  expect(await disableStaff(operator, { email }, at())).toEqual({ signedOut: 2 });
  await until(() => isOut(first) && isOut(second));

  expect(Date.now() - disabledAt).toBeLessThan(1_000);
  expect(bystander.socket.connected).toBe(true);
  const refusal: unknown = await connected(actor).catch((thrown: unknown) => thrown);
  expect((refusal as { data?: { code: string } }).data?.code).toBe("UNAUTHENTICATED");
  const signIn = { email, password: PASSWORD };
  await expect(signInStaff(signIn, { ...at(), address: randomUUID() })).rejects.toMatchObject({
    reason: "identity.wrong_credentials",
  });
});

it("disabling and enabling is for operators, recorded once each, and lets in again", async () => {
  const { actor, email } = await aStaffMember(new Date());
  for (const act of [disableStaff, enableStaff]) {
    await expect(act(await anEngineer("Guo Kai", ["manager"]), { email }, at())).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await expect(act(operator, { email: "no@vendor.example" }, at())).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  }
  const boss = await anEngineer("Shen Yue", ["operator"]);
  for (const act of [disableStaff, disableStaff, enableStaff, enableStaff]) await act(boss, { email }, at());

  expect(await findActor("staff", actor.sessionId, new Date())).toBeNull();
  expect(await elsewhere(email)).toMatchObject({ personId: actor.personId });
  const rows = await prisma().auditEvent.findMany({
    where: { subjectId: actor.personId, actorId: boss.personId },
    orderBy: { createdAt: "asc" },
  });
  expect(rows.map(({ action }) => action)).toEqual(["staff.disabled", "staff.enabled"]);
});

it("a session revoked from another browser is out at once, and the one that revoked it stays", async () => {
  const { actor, email } = await aStaffMember(new Date());
  const others = [await elsewhere(email), await elsewhere(email)] as const;
  const mine = await connected(actor);
  const [first, second] = [await connected(others[0]), await connected(others[1])];

  await revokeSession(actor, { sessionId: others[0].sessionId }, at());
  await until(() => isOut(first));
  expect(second.socket.connected).toBe(true);
  await revokeOtherSessions(actor, {}, at());
  await until(() => isOut(second));

  expect(mine.socket.connected).toBe(true);
});
