import { describe, expect, it } from "vitest";
import type { EmployeeActor } from "@/lib/actor/actor";
import { durations } from "@/lib/config/durations";
import { prisma } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { joinMainGroups } from "@/lib/groups/join-main-groups";
import { stampInvitation } from "@/lib/invitations/queries/stamp-invitation";
import {
  aConversation,
  aCustomer,
  aGroupOfKind,
  aMainGroup,
  anEmployee,
  anEngineer,
  archive,
  type Customer,
  isWithoutHoles,
  logOf,
} from "@/lib/testing/conversation-world";
import { anInvitation, join, membershipOf, remove, stateOfGroup } from "@/lib/testing/invitation-world";

const now = new Date();
const later = (milliseconds: number) => new Date(now.getTime() + milliseconds);
const END = durations.invitation;

async function signIn({ personId, channelId, accountId }: EmployeeActor) {
  await inTransaction((tx) => joinMainGroups(tx, { personId, channelId, accountId, now }));
}

async function leave(groupId: string, { personId }: EmployeeActor) {
  await prisma().groupMember.update({
    where: { groupId_personId: { groupId, personId } },
    data: { leftAt: now, leftVia: "left" },
  });
}

async function stampFor(customer: Customer, token: string, at: Date, stamp = "") {
  return stampInvitation({ appId: customer.appId, token, stamp }, { now: at });
}

describe("joining by a link", () => {
  it("makes a member, tells the group's log and the record, and is on the link's list", async () => {
    const { customer, employee, groupId } = await aConversation();
    const { id, token } = await anInvitation(employee, groupId, { now });
    const colleague = await anEmployee(customer);

    expect(await join(colleague, token, { now })).toEqual({ outcome: "joined", groupId });

    expect(await membershipOf(groupId, colleague)).toMatchObject({
      role: "member",
      joinedVia: "invitation",
      leftAt: null,
    });
    expect((await logOf(groupId)).at(-1)).toMatchObject({
      type: "member.joined",
      subjectId: colleague.personId,
    });
    expect(await isWithoutHoles(groupId)).toBe(true);
    expect(await prisma().invitationUse.findMany({ where: { invitationId: id } })).toEqual([
      { invitationId: id, groupId, personId: colleague.personId, usedAt: now },
    ]);
    expect(
      await prisma().auditEvent.findFirst({ where: { subjectId: id, action: "invitation.used" } }),
    ).toMatchObject({ actorId: colleague.personId, accountId: customer.accountId });
  });

  it("makes the first customer in a group its owner", async () => {
    const customer = await aCustomer({ mainGroupEntry: "link" });
    const tam = await anEngineer("Tam", ["tam"]);
    const groupId = await aMainGroup(customer, { staff: [tam] });
    const { token } = await anInvitation(tam, groupId);
    const [first, second] = [await anEmployee(customer), await anEmployee(customer)];

    await Promise.all([join(first, token), join(second, token)]);

    const roles = [await membershipOf(groupId, first), await membershipOf(groupId, second)];
    expect(roles.map((row) => row?.role ?? "").toSorted()).toEqual(["member", "owner"]);
  });

  it("leads a member straight into the room, also by a dead link, and uses nothing up", async () => {
    const { employee, groupId } = await aConversation();
    const { token } = await anInvitation(employee, groupId, { now, maxUses: 1 });
    const before = await stateOfGroup(groupId);

    expect(await join(employee, token, { now })).toEqual({ outcome: "already_member", groupId });
    expect(await join(employee, token, { now: later(END) })).toMatchObject({ outcome: "already_member" });
    expect(await stateOfGroup(groupId)).toEqual(before);
  });

  it("brings back who left, once on the list however often", async () => {
    const { customer, employee, groupId } = await aConversation();
    const { token } = await anInvitation(employee, groupId, { maxUses: 2 });
    const colleague = await anEmployee(customer);
    await join(colleague, token);
    await leave(groupId, colleague);

    expect(await join(colleague, token)).toEqual({ outcome: "joined", groupId });

    expect(await membershipOf(groupId, colleague)).toMatchObject({ leftAt: null, leftVia: null });
    expect((await stateOfGroup(groupId)).uses).toBe(1);
  });

  it("gives the group of the link alone", async () => {
    const customer = await aCustomer({ mainGroupEntry: "link" });
    const tam = await anEngineer("Tam", ["tam"]);
    const mainGroupId = await aMainGroup(customer, { staff: [tam] });
    const ticketGroupId = await aGroupOfKind(customer, "ticket", [tam]);
    const [ofTicket, ofMain] = [await anEmployee(customer), await anEmployee(customer)];
    await signIn(ofTicket);
    await signIn(ofMain);

    await join(ofTicket, (await anInvitation(tam, ticketGroupId)).token);
    await join(ofMain, (await anInvitation(tam, mainGroupId)).token);

    const groupsOf = async ({ personId }: EmployeeActor) =>
      (await prisma().groupMember.findMany({ where: { personId } })).map(({ groupId }) => groupId);
    expect(await groupsOf(ofTicket)).toEqual([ticketGroupId]);
    expect(await groupsOf(ofMain)).toEqual([mainGroupId]);
  });

  it("is refused with a token nobody knows, a malformed one, and just so with another tenant's", async () => {
    const { employee, groupId } = await aConversation();
    const { id, token } = await anInvitation(employee, groupId);
    const stranger = await anEmployee(await aCustomer());
    const before = await stateOfGroup(groupId);

    const unknown = Buffer.alloc(32, 7).toString("base64url");
    const refusals = await Promise.all(
      [token, unknown, "", "made-up", `${token}=`, `${token} `].map((one) =>
        join(stranger, one).catch((thrown: unknown) => thrown),
      ),
    );

    for (const refusal of refusals)
      expect(refusal).toMatchObject({ code: "NOT_FOUND", reason: "invitations.not_valid", details: {} });
    expect(await stateOfGroup(groupId)).toEqual(before);
    // The attempt is on record, in neither customer's, and without the token.
    const attempts = await prisma().auditEvent.findMany({ where: { actorId: stranger.personId } });
    expect(attempts).toMatchObject([
      { action: "invitation.foreign_attempt", subjectId: id, accountId: null },
    ]);
    expect(JSON.stringify(attempts)).not.toContain(token);
  });

  it("is refused by a revoked, used-up or archived group's link, each with its own reason", async () => {
    const { customer, employee, groupId } = await aConversation();
    const revoked = await anInvitation(employee, groupId);
    await prisma().invitation.update({ where: { id: revoked.id }, data: { revokedAt: now } });
    const usedUp = await anInvitation(employee, groupId, { maxUses: 1 });
    await join(await anEmployee(customer), usedUp.token);
    const live = await anInvitation(employee, groupId);
    const late = await anEmployee(customer);
    const before = await stateOfGroup(groupId);

    await expect(join(late, revoked.token)).rejects.toMatchObject({ reason: "invitations.revoked" });
    await expect(join(late, usedUp.token)).rejects.toMatchObject({ reason: "invitations.used_up" });
    await archive(groupId);
    await expect(join(late, live.token)).rejects.toMatchObject({
      code: "CONFLICT",
      reason: "invitations.archived",
    });
    expect(await stateOfGroup(groupId)).toEqual(before);
  });
});

describe("a link whose maker lost the right to invite", () => {
  it("dies when they are removed or leave, and lives again with their right", async () => {
    const { customer, employee: owner, groupId } = await aConversation();
    const member = await anEmployee(customer);
    await join(member, (await anInvitation(owner, groupId)).token);
    const { token } = await anInvitation(member, groupId);
    const late = await anEmployee(customer);

    await remove(groupId, member);
    await expect(join(late, token)).rejects.toMatchObject({ reason: "invitations.revoked" });
    await prisma().groupMember.update({
      where: { groupId_personId: { groupId, personId: member.personId } },
      data: { leftAt: now, leftVia: "left" },
    });
    await expect(join(late, token)).rejects.toMatchObject({ reason: "invitations.revoked" });
    expect(await membershipOf(groupId, late)).toBeNull();
  });

  it("dies when the TAM's account is disabled, or is no TAM's any more", async () => {
    const { customer, engineer: tam, groupId } = await aConversation();
    const { token } = await anInvitation(tam, groupId);
    const { personId } = tam;
    const late = await anEmployee(customer);

    await prisma().staffAccount.update({ where: { personId }, data: { disabledAt: now } });
    await expect(join(late, token)).rejects.toMatchObject({ reason: "invitations.revoked" });
    await prisma().staffAccount.update({
      where: { personId },
      data: { disabledAt: null, roles: ["engineer"] },
    });
    await expect(join(late, token)).rejects.toMatchObject({ reason: "invitations.revoked" });
    expect(await membershipOf(groupId, late)).toBeNull();
  });
});

describe("the end of a link", () => {
  it("is 24 hours after its making, to the millisecond, without a stamp", async () => {
    const { customer, employee, groupId } = await aConversation();
    const { token } = await anInvitation(employee, groupId, { now });
    const [inTime, late] = [await anEmployee(customer), await anEmployee(customer)];

    expect(await join(inTime, token, { now: later(END - 1) })).toMatchObject({ outcome: "joined" });
    await expect(join(late, token, { now: later(END) })).rejects.toMatchObject({
      reason: "invitations.expired",
    });
  });

  it("waits ten minutes for who began in time: opened at 23:59, authorized at 00:01", async () => {
    const { customer, employee, groupId } = await aConversation();
    const { token } = await anInvitation(employee, groupId, { now });
    const [held, tooLate] = [await anEmployee(customer), await anEmployee(customer)];
    const begun = later(END - 60_000);
    const stamp = (await stampFor(customer, token, begun)) ?? "";

    expect(await join(held, token, { now: later(END + 60_000), stamp })).toMatchObject({ outcome: "joined" });
    // The stamp is of the flow, not for ever: used again after ten minutes it says nothing.
    await expect(
      join(tooLate, token, { now: new Date(begun.getTime() + durations.invitationGrace + 1), stamp }),
    ).rejects.toMatchObject({ reason: "invitations.expired" });
  });

  it("does not wait for forged stamps, those of other links, or ones made too late", async () => {
    const { customer, employee, groupId } = await aConversation();
    const { token } = await anInvitation(employee, groupId, { now });
    const other = await anInvitation(employee, groupId, { now: later(1_000) });
    const late = await anEmployee(customer);
    const begun = later(END - 1);
    const stamp = (await stampFor(customer, token, begun)) ?? "";
    const ofOther = (await stampFor(customer, other.token, begun)) ?? "";
    const [instant = "", signature = ""] = stamp.split(".");
    expect(await stampFor(customer, token, later(END))).toBeNull();

    for (const forged of ["", "x", ofOther, `${instant}.${signature.toUpperCase()}`, `0.${signature}`])
      await expect(join(late, token, { now: later(END), stamp: forged })).rejects.toMatchObject({
        reason: "invitations.expired",
      });
    expect(await membershipOf(groupId, late)).toBeNull();
  });

  it("is no grace for what was revoked or used up", async () => {
    const { customer, employee, groupId } = await aConversation();
    const { id, token } = await anInvitation(employee, groupId, { now, maxUses: 1 });
    const stamp = (await stampFor(customer, token, now)) ?? "";
    await join(await anEmployee(customer), token, { now, stamp });
    const late = await anEmployee(customer);

    await expect(join(late, token, { now, stamp })).rejects.toMatchObject({ reason: "invitations.used_up" });
    await prisma().invitation.update({ where: { id }, data: { revokedAt: now } });
    await expect(join(late, token, { now, stamp })).rejects.toMatchObject({ reason: "invitations.revoked" });
  });
});
