import { encode } from "next-auth/jwt";
import { describe, expect, it } from "vitest";
import type { EmployeeActor } from "@/lib/actor/actor";
import { environment } from "@/lib/config/environment";
import { newId } from "@/lib/db/new-id";
import { prisma } from "@/lib/db/prisma";
import { actorFromCookies } from "@/lib/identity/actor-from-cookies";
import { type Door, type EmployeeDoor, sessionCookieName } from "@/lib/identity/door";
import { sessionToken } from "@/lib/identity/session-token";
import { aCustomer, anEmployee, anEngineer, cookieOf, type Customer } from "@/lib/testing/conversation-world";

const doorOf = ({ appId }: Customer): EmployeeDoor => ({ kind: "employee", appId });
const cookie = async (door: Door, token: Promise<string>, nameOf = door) =>
  `${sessionCookieName(nameOf)}=${await token}`;
const changeSession = (id: string, data: { revokedAt?: Date; expiresAt?: Date; door?: "staff" }) =>
  prisma().session.update({ where: { id }, data });

async function signedIn(): Promise<{ customer: Customer; actor: EmployeeActor; header: string }> {
  const customer = await aCustomer();
  const actor = await anEmployee(customer);
  return { customer, actor, header: await cookieOf(actor, customer.appId) };
}

describe("an employee's session", () => {
  it("is its person's, through its channel", async () => {
    const { customer, actor, header } = await signedIn();

    expect(await actorFromCookies(`other=1; ${header}; more=2`, doorOf(customer))).toEqual(actor);
  });

  it("lives beside the session of another channel whose App ID begins the same", async () => {
    const { customer, actor, header } = await signedIn();
    const second = await aCustomer();
    const appId = `${customer.appId}0`;
    await prisma().channel.update({ where: { id: second.channelId }, data: { appId } });
    const other = await anEmployee({ ...second, appId });
    const both = `${await cookieOf(other, appId)}; ${header}`;

    expect(await actorFromCookies(both, doorOf(customer))).toEqual(actor);
    expect(await actorFromCookies(both, { kind: "employee", appId })).toEqual(other);
  });

  it.each([
    ["ended", (a: EmployeeActor) => changeSession(a.sessionId, { revokedAt: new Date() })],
    ["expired", (a: EmployeeActor) => changeSession(a.sessionId, { expiresAt: new Date(Date.now() - 1) })],
    [
      "of a disabled channel",
      (a: EmployeeActor) =>
        prisma().channel.update({ where: { id: a.channelId }, data: { status: "disabled" } }),
    ],
    [
      "of a person whose tenant is not the channel's any more",
      (a: EmployeeActor) =>
        prisma().feishuIdentity.update({ where: { personId: a.personId }, data: { tenantKey: "other" } }),
    ],
    ["without a row", (a: EmployeeActor) => prisma().session.delete({ where: { id: a.sessionId } })],
  ])("is nobody's once it is %s", async (_what, happen) => {
    const { customer, actor, header } = await signedIn();
    expect(await actorFromCookies(header, doorOf(customer))).not.toBeNull();

    await happen(actor);

    expect(await actorFromCookies(header, doorOf(customer))).toBeNull();
  });

  it("is nobody's at another channel, even under that channel's cookie name", async () => {
    const { actor, header } = await signedIn();
    const other = doorOf(await aCustomer());

    expect(await actorFromCookies(header, other)).toBeNull();
    expect(await actorFromCookies(header.replace(/^[^=]+/, sessionCookieName(other)), other)).toBeNull();
    // Not even a token made with our own key, for that channel: the row says whose it is.
    expect(
      await actorFromCookies(await cookie(other, sessionToken(other, actor.sessionId)), other),
    ).toBeNull();
  });

  it.each(["staff", "console"] as const)("opens no door of the %s", async (door) => {
    const { actor, header } = await signedIn();

    expect(await actorFromCookies(header, door)).toBeNull();
    expect(await actorFromCookies(await cookie(door, sessionToken(door, actor.sessionId)), door)).toBeNull();
  });
});

describe("a session of the service team", () => {
  it("is its person's, with the roles of now", async () => {
    const actor = await anEngineer("Zhao Min", ["tam"]);
    await prisma().staffAccount.update({
      where: { personId: actor.personId },
      data: { roles: ["tam", "operator"] },
    });

    expect(await actorFromCookies(await cookieOf(actor), "staff")).toEqual({
      ...actor,
      roles: ["tam", "operator"],
    });
  });

  it("is nobody's once the account is disabled", async () => {
    const actor = await anEngineer();
    await prisma().staffAccount.update({
      where: { personId: actor.personId },
      data: { disabledAt: new Date() },
    });

    expect(await actorFromCookies(await cookieOf(actor), "staff")).toBeNull();
  });
});

describe("a forged token", () => {
  const made = (changes: {
    token?: Record<string, unknown>;
    secret?: string;
    salt?: string;
    maxAge?: number;
  }) =>
    encode({
      token: { sid: newId() },
      secret: environment().AUTH_SECRET,
      salt: sessionCookieName("staff"),
      ...changes,
    });

  it("is accepted only in the form the test itself makes, so that the rest is refused for its own reason", async () => {
    const actor = await anEngineer();

    expect(
      await actorFromCookies(await cookie("staff", made({ token: { sid: actor.sessionId } })), "staff"),
    ).toEqual(actor);
  });

  it.each([
    ["another key", { secret: "x".repeat(40) }],
    ["another cookie's key", { salt: sessionCookieName("console") }],
    ["no age left", { maxAge: -60 }],
  ])("with %s is nobody's", async (_what, change) => {
    const { sessionId: sid } = await anEngineer();

    expect(
      await actorFromCookies(await cookie("staff", made({ token: { sid }, ...change })), "staff"),
    ).toBeNull();
  });

  it.each(["", "x", "a.b.c.d.e", "eyJhbGciOiJub25lIn0.eyJzaWQiOiIxIn0."])("%j is nobody's", async (token) => {
    expect(await actorFromCookies(`${sessionCookieName("staff")}=${token}`, "staff")).toBeNull();
  });

  it("that carries something else than a session's id is nobody's", async () => {
    for (const token of [{}, { sid: "'; DROP TABLE session; --" }, { sid: null }])
      expect(await actorFromCookies(await cookie("staff", made({ token })), "staff")).toBeNull();
  });
});

it.each([null, undefined, "", ";;;", "novalue"])(
  "nobody is signed in by the Cookie header %j",
  async (header) => {
    expect(await actorFromCookies(header, "staff")).toBeNull();
  },
);

it.each(["", "a;b", "a b", "a=b", "x".repeat(65)])("an App ID like %j is nobody's door", async (appId) => {
  expect(
    await actorFromCookies(`ailink.employee.${appId}.session=x`, { kind: "employee", appId }),
  ).toBeNull();
});
