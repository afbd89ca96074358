import { describe, expect, it } from "vitest";
import type { PersonActor } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";
import { decideJoinRequest } from "@/lib/invitations/commands/decide-join-request";
import {
  aConversation,
  aCustomer,
  anEmployee,
  anEngineer,
  archive,
  isWithoutHoles,
} from "@/lib/testing/conversation-world";
import { anInvitation, join, membershipOf, remove, stateOfGroup } from "@/lib/testing/invitation-world";

const now = new Date();
const later = (milliseconds: number) => new Date(now.getTime() + milliseconds);

/** A group from which somebody was removed, and a link into it. */
async function aRemoval() {
  const conversation = await aConversation();
  const { customer, employee: owner, groupId } = conversation;
  const first = await anInvitation(owner, groupId, { now });
  const removed = await anEmployee(customer, "Chen Yi");
  await join(removed, first.token, { now });
  await remove(groupId, removed);
  const { id, token } = await anInvitation(owner, groupId, { now });
  return { ...conversation, owner, removed, token, invitationId: id };
}

async function openRequest(groupId: string) {
  return prisma().joinRequest.findFirstOrThrow({ where: { groupId, decidedAt: null } });
}

async function lastLine(groupId: string) {
  return prisma().message.findFirstOrThrow({ where: { groupId }, orderBy: { sequence: "desc" } });
}

const decide = (actor: PersonActor, requestId: string, approve: boolean, at = now) =>
  decideJoinRequest(actor, { requestId, approve }, { now: at });

describe("who was removed and opens a link", () => {
  it("asks to come back, once; the owner is told by a line that mentions them, and nothing else changes", async () => {
    const { groupId, owner, removed, token, invitationId } = await aRemoval();
    const before = await stateOfGroup(groupId);

    const outcomes = await Promise.all([join(removed, token, { now }), join(removed, token, { now })]);

    expect(outcomes).toEqual([{ outcome: "waiting" }, { outcome: "waiting" }]);
    const after = await stateOfGroup(groupId);
    expect(after).toMatchObject({ members: before.members, uses: before.uses });
    expect(after.sequence).toBe(before.sequence + 1);
    expect(after.requests).toMatchObject([
      { personId: removed.personId, invitationId, requestedAt: now, decidedAt: null },
    ]);
    const line = await lastLine(groupId);
    expect(line).toMatchObject({
      senderId: null,
      notice: {
        kind: "invitation.asks_to_return",
        data: { personId: removed.personId },
        addressees: [owner.personId],
      },
    });
    expect(await prisma().mention.findMany({ where: { messageId: line.id } })).toMatchObject([
      { personId: owner.personId },
    ]);
    expect(await isWithoutHoles(groupId)).toBe(true);
  });

  it("is answered by who leads the service team when the customer has no owner there", async () => {
    const { groupId, engineer: tam, owner, removed } = await aRemoval();
    const { token } = await anInvitation(tam, groupId, { now });
    await remove(groupId, owner);

    await join(removed, token, { now });

    expect((await lastLine(groupId)).notice).toMatchObject({ addressees: [tam.personId] });
    await decide(tam, (await openRequest(groupId)).id, true);
    // The first customer in the group is its owner.
    expect(await membershipOf(groupId, removed)).toMatchObject({ role: "owner", leftAt: null });
  });

  it("does not get as far as asking by a link that is over", async () => {
    const { groupId, removed, token, invitationId } = await aRemoval();
    await prisma().invitation.update({ where: { id: invitationId }, data: { revokedAt: now } });
    const before = await stateOfGroup(groupId);

    await expect(join(removed, token, { now })).rejects.toMatchObject({ reason: "invitations.revoked" });
    expect(await stateOfGroup(groupId)).toEqual(before);
  });
});

describe("answering a request", () => {
  it("approves: they are back, also after the link's end, and the answer is on record", async () => {
    const { customer, groupId, owner, removed, token } = await aRemoval();
    await join(removed, token, { now });
    const { id } = await openRequest(groupId);
    const at = later(48 * 60 * 60_000);

    await decide(owner, id, true, at);

    expect(await membershipOf(groupId, removed)).toMatchObject({
      leftAt: null,
      role: "member",
      joinedVia: "invitation",
    });
    expect(await prisma().joinRequest.findUniqueOrThrow({ where: { id } })).toMatchObject({
      decidedAt: at,
      decidedById: owner.personId,
      approved: true,
    });
    expect(
      await prisma().auditEvent.findFirst({ where: { subjectId: id, action: "join_request.approved" } }),
    ).toMatchObject({ actorId: owner.personId, accountId: customer.accountId });
    expect(await join(removed, token, { now: at })).toMatchObject({ outcome: "already_member" });
  });

  it("refuses: the same link says so from then on, and a later one asks anew", async () => {
    const { groupId, owner, removed, token } = await aRemoval();
    await join(removed, token, { now });
    await decide(owner, (await openRequest(groupId)).id, false, later(1_000));
    const before = await stateOfGroup(groupId);

    await expect(join(removed, token, { now: later(2_000) })).rejects.toMatchObject({
      code: "CONFLICT",
      reason: "invitations.refused",
    });
    expect(await stateOfGroup(groupId)).toEqual(before);
    expect(await membershipOf(groupId, removed)).toMatchObject({ leftVia: "removed" });
    const newer = await anInvitation(owner, groupId, { now: later(3_000) });
    expect(await join(removed, newer.token, { now: later(4_000) })).toEqual({ outcome: "waiting" });
    expect((await stateOfGroup(groupId)).requests).toHaveLength(2);
  });

  it("is decided once, by who may; to outsiders the request does not exist", async () => {
    const { customer, groupId, owner, engineer: tam, removed, token } = await aRemoval();
    const member = await anEmployee(customer);
    await join(member, token, { now });
    await join(removed, token, { now });
    const { id } = await openRequest(groupId);
    const before = await stateOfGroup(groupId);

    await expect(decide(member, id, true)).rejects.toMatchObject({ reason: "invitations.may_not_decide" });
    const outsiders = [
      removed,
      await anEmployee(await aCustomer()),
      await anEngineer("Manager elsewhere", ["manager"]),
    ];
    for (const outsider of outsiders)
      await expect(decide(outsider, id, true)).rejects.toMatchObject({
        code: "NOT_FOUND",
        reason: "invitations.no_such_request",
      });
    await expect(decide(owner, crypto.randomUUID(), true)).rejects.toMatchObject({
      reason: "invitations.no_such_request",
    });
    expect(await stateOfGroup(groupId)).toEqual(before);

    const both = await Promise.allSettled([decide(owner, id, true), decide(tam, id, false)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(both.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { code: "CONFLICT", reason: "invitations.already_decided" },
    });
  });

  it("lets nobody into an archived group, but can be refused there", async () => {
    const { groupId, owner, removed, token } = await aRemoval();
    await join(removed, token, { now });
    const { id } = await openRequest(groupId);
    await archive(groupId);

    await expect(decide(owner, id, true)).rejects.toMatchObject({ reason: "invitations.archived" });
    expect(await membershipOf(groupId, removed)).toMatchObject({ leftVia: "removed" });
    await decide(owner, id, false);
    await expect(join(removed, token, { now })).rejects.toMatchObject({ reason: "invitations.refused" });
  });
});
