import { expect, it, vi } from "vitest";
import { actorFromCookies } from "@/lib/identity/actor-from-cookies";
import { sessionCookieName } from "@/lib/identity/door";
import { findActor } from "@/lib/identity/queries/find-actor";
import { getSecurity } from "@/lib/identity/queries/get-security";
import { sessionToken } from "@/lib/identity/session-token";
import { removeSecondFactor } from "@/lib/identity/commands/remove-second-factor";
import { aCustomer, anEmployee, anEngineer } from "@/lib/testing/conversation-world";
import { aPrincipalOf, enrolled, midStep } from "@/lib/testing/second-factor-world";

// Read at the first use, which is below.
vi.stubEnv("REQUIRE_SECOND_FACTOR", "true");

const now = midStep();

it("where everybody must have a second factor, a session without one is good for setting it up and nothing else", async () => {
  const { accountId } = await aCustomer();
  for (const actor of [await anEngineer(), await aPrincipalOf(accountId, now)]) {
    const door = actor.kind === "staff" ? "staff" : "console";
    const cookie = `${sessionCookieName(door)}=${await sessionToken(door, actor.sessionId)}`;
    expect(await findActor(door, actor.sessionId, now)).toBeNull();
    expect(await actorFromCookies(cookie, door)).toBeNull();
    expect(await actorFromCookies(cookie, door, { enrolling: true })).toEqual(actor);
    expect(await getSecurity(actor, {}, { now })).toMatchObject({ secondFactor: null, isRequired: true });

    const { recoveryCodes } = await enrolled(actor, now);
    expect(await actorFromCookies(cookie, door)).toEqual(actor);

    await removeSecondFactor(actor, { code: recoveryCodes[0] ?? "" }, { now });
    expect(await actorFromCookies(cookie, door)).toBeNull();
  }
});

it("asks nothing of employees, who sign in through Feishu", async () => {
  const customer = await aCustomer();
  const employee = await anEmployee(customer);

  expect(
    await findActor({ kind: "employee", appId: customer.appId }, employee.sessionId, now),
  ).not.toBeNull();
});
