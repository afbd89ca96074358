import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { durations } from "@/lib/config/durations";
import { environment } from "@/lib/config/environment";
import { prisma } from "@/lib/db/prisma";
import { createInvitation } from "@/lib/invitations/commands/create-invitation";
import { revokeInvitation } from "@/lib/invitations/commands/revoke-invitation";
import { createInvitationInput } from "@/lib/invitations/contract";
import {
  aConversation,
  aGroupOfKind,
  aMainGroup,
  anEmployee,
  anEngineer,
  archive,
  aCustomer,
} from "@/lib/testing/conversation-world";
import { anInvitation, join, stateOfGroup } from "@/lib/testing/invitation-world";

const now = new Date();

describe("making a link", () => {
  it("answers the whole address once and stores only the hash of its token", async () => {
    const { customer, employee, groupId } = await aConversation();

    const { url, expiresAt } = await createInvitation(employee, { groupId, maxUses: 3 }, { now });

    const address = new URL(url);
    const token = address.searchParams.get("token") ?? "";
    expect(address.pathname).toBe(`/feishu/${customer.appId}/person/inviteToGroup`);
    expect(url.startsWith(`${environment().APP_URL}/feishu/`)).toBe(true);
    expect(Buffer.from(token, "base64url")).toHaveLength(32);
    expect(Date.parse(expiresAt)).toBe(now.getTime() + durations.invitation);
    const [row] = await prisma().invitation.findMany({ where: { groupId } });
    expect(row).toMatchObject({
      inviterId: employee.personId,
      tokenHash: createHash("sha256").update(token).digest("hex"),
      maxUses: 3,
    });
    const audit = await prisma().auditEvent.findFirstOrThrow({ where: { subjectId: row?.id ?? "" } });
    expect(audit).toMatchObject({
      action: "invitation.created",
      actorId: employee.personId,
      accountId: customer.accountId,
    });
    expect(JSON.stringify(audit)).not.toContain(token);
  });

  it("is the TAM's joining link of the main group, and of a ticket's group", async () => {
    const { customer, engineer: tam, groupId } = await aConversation();
    const ticketGroupId = await aGroupOfKind(customer, "ticket", [tam]);

    expect((await createInvitation(tam, { groupId, maxUses: null }, { now })).url).toContain(customer.appId);
    expect((await createInvitation(tam, { groupId: ticketGroupId, maxUses: null }, { now })).url).toContain(
      customer.appId,
    );
  });

  it("is refused to strangers, engineers, in internal and in archived groups, and leaves no trace", async () => {
    const { customer, employee, engineer: tam, groupId } = await aConversation();
    const engineer = await anEngineer();
    const internalId = await aGroupOfKind(customer, "internal", [tam]);
    const mainGroupOf = await aMainGroup(customer, { staff: [tam, engineer] });
    expect(mainGroupOf).toBe(groupId);
    const before = await stateOfGroup(groupId);
    const make = (actor: typeof employee | typeof tam, id: string) =>
      createInvitation(actor, { groupId: id, maxUses: null }, { now });

    const stranger = await anEmployee(await aCustomer());
    await expect(make(stranger, groupId)).rejects.toMatchObject({ reason: "groups.no_such_group" });
    await expect(make(await anEmployee(customer), groupId)).rejects.toMatchObject({
      reason: "groups.no_such_group",
    });
    await expect(make(engineer, groupId)).rejects.toMatchObject({
      code: "FORBIDDEN",
      reason: "invitations.may_not_invite",
    });
    await expect(make(tam, internalId)).rejects.toMatchObject({ reason: "invitations.may_not_invite" });
    await expect(make(employee, internalId)).rejects.toMatchObject({ reason: "groups.no_such_group" });
    expect(await stateOfGroup(groupId)).toEqual(before);
    await archive(groupId);
    await expect(make(employee, groupId)).rejects.toMatchObject({
      code: "CONFLICT",
      reason: "invitations.archived",
    });
    expect(await prisma().invitation.count({ where: { groupId: { in: [groupId, internalId] } } })).toBe(0);
  });

  it("takes limits from 1 to 1,000 or none", () => {
    const groupId = crypto.randomUUID();
    for (const maxUses of [1, 1_000, null])
      expect(createInvitationInput.parse({ groupId, maxUses }).maxUses).toBe(maxUses);
    for (const maxUses of [0, 1_001, 1.5, -1, "3"])
      expect(createInvitationInput.safeParse({ groupId, maxUses }).error?.issues[0]?.message).toBe(
        "invitations.uses_out_of_range",
      );
    expect(createInvitationInput.parse({ groupId }).maxUses).toBeNull();
  });

  it("is limited to twenty live ones per person and group; used-up, revoked and expired ones do not count", async () => {
    const { customer, employee, engineer: tam, groupId } = await aConversation();
    const dead = await anInvitation(employee, groupId, { now });
    await revokeInvitation(employee, { invitationId: dead.id }, { now });
    const used = await anInvitation(employee, groupId, { now, maxUses: 1 });
    await join(await anEmployee(customer), used.token, { now });
    await anInvitation(employee, groupId, { now: new Date(now.getTime() - durations.invitation) });
    const make = () => createInvitation(employee, { groupId, maxUses: null }, { now });
    for (let count = 0; count < 18; count += 1) await make();
    // At once, so that a race could make one too many.
    const made = await Promise.allSettled([make(), make(), make()]);

    expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
    await expect(make()).rejects.toMatchObject({
      code: "RATE_LIMITED",
      reason: "invitations.too_many_links",
      details: { limit: 20 },
    });
    await expect(createInvitation(tam, { groupId, maxUses: null }, { now })).resolves.toBeDefined();
  });
});

describe("revoking a link", () => {
  it("ends it at once, is recorded, and changes nothing the second time", async () => {
    const { customer, employee, groupId } = await aConversation();
    const { id, token } = await anInvitation(employee, groupId);

    await revokeInvitation(employee, { invitationId: id }, { now });
    await revokeInvitation(employee, { invitationId: id }, { now: new Date(now.getTime() + 1_000) });

    expect(await prisma().invitation.findUniqueOrThrow({ where: { id } })).toMatchObject({
      revokedAt: now,
      revokedById: employee.personId,
    });
    expect(await prisma().auditEvent.count({ where: { subjectId: id, action: "invitation.revoked" } })).toBe(
      1,
    );
    await expect(join(await anEmployee(customer), token)).rejects.toMatchObject({
      reason: "invitations.revoked",
    });
  });

  it("is for who made it and for who leads their side; to outsiders the link does not exist", async () => {
    const { customer, employee: owner, engineer: tam, groupId } = await aConversation();
    const member = await anEmployee(customer);
    const colleague = await anEmployee(customer);
    const first = await anInvitation(owner, groupId);
    await join(member, first.token);
    await join(colleague, first.token);
    const { id } = await anInvitation(member, groupId);
    const before = await stateOfGroup(groupId);
    const revoke = (actor: typeof owner | typeof tam, invitationId = id) =>
      revokeInvitation(actor, { invitationId }, { now });

    await expect(revoke(colleague)).rejects.toMatchObject({ reason: "invitations.may_not_revoke" });
    await expect(revoke(tam)).rejects.toMatchObject({ reason: "invitations.may_not_revoke" });
    for (const outsider of [await anEmployee(customer), await anEmployee(await aCustomer())])
      await expect(revoke(outsider)).rejects.toMatchObject({
        code: "NOT_FOUND",
        reason: "invitations.no_such_invitation",
      });
    await expect(revoke(owner, crypto.randomUUID())).rejects.toMatchObject({
      reason: "invitations.no_such_invitation",
    });
    expect(await stateOfGroup(groupId)).toEqual(before);
    await revoke(owner);
    expect((await stateOfGroup(groupId)).links.at(-1)?.revokedById).toBe(owner.personId);
  });
});
