import { describe, expect, it } from "vitest";
import { durations } from "@/lib/config/durations";
import { prisma } from "@/lib/db/prisma";
import { listInvitations } from "@/lib/invitations/queries/list-invitations";
import {
  aConversation,
  aCustomer,
  aMainGroup,
  anEmployee,
  anEngineer,
  archive,
} from "@/lib/testing/conversation-world";
import { anInvitation, join, remove } from "@/lib/testing/invitation-world";

const now = new Date();
const ago = (milliseconds: number) => new Date(now.getTime() - milliseconds);

describe("the list of links", () => {
  it("tells who made each, how it stands and who came, the latest first, and never a token", async () => {
    const { customer, employee, engineer: tam, groupId } = await aConversation();
    const old = await anInvitation(employee, groupId, { now: ago(durations.invitationHistory) });
    const expired = await anInvitation(employee, groupId, { now: ago(durations.invitation) });
    const live = await anInvitation(tam, groupId, { now: ago(1_000), maxUses: 1 });
    const colleague = await anEmployee(customer, "Li Na");
    await join(colleague, live.token, { now });

    const view = await listInvitations(employee, { groupId }, { now });

    expect(view).toMatchObject({
      mayInvite: true,
      mayDecide: true,
      requests: [],
      serverTime: now.toISOString(),
    });
    expect(view.invitations).toMatchObject([
      {
        id: live.id,
        inviter: { personId: tam.personId, name: "Zhao Min" },
        state: "used_up",
        maxUses: 1,
        useCount: 1,
        uses: [{ personId: colleague.personId, name: "Li Na", usedAt: now.toISOString() }],
        mayRevoke: false,
      },
      { id: expired.id, state: "expired", useCount: 0, uses: [], mayRevoke: false },
    ]);
    const text = JSON.stringify(view);
    for (const { token } of [old, expired, live]) expect(text).not.toContain(token);
    expect(text).not.toMatch(/[0-9a-f]{64}/);
  });

  it("offers to revoke what the reader may, and says when a maker lost the right", async () => {
    const { customer, employee: owner, engineer: tam, groupId } = await aConversation();
    const own = await anInvitation(owner, groupId, { now });
    const member = await anEmployee(customer);
    await join(member, own.token, { now });
    const ofMember = await anInvitation(member, groupId, { now });
    const ofTam = await anInvitation(tam, groupId, { now });
    const revocable = async (actor: typeof owner | typeof tam) =>
      (await listInvitations(actor, { groupId }, { now })).invitations
        .filter(({ mayRevoke }) => mayRevoke)
        .map(({ id }) => id)
        .toSorted();

    expect(await revocable(owner)).toEqual([own.id, ofMember.id].toSorted());
    expect(await revocable(member)).toEqual([ofMember.id]);
    expect(await revocable(tam)).toEqual([ofTam.id]);
    await remove(groupId, member);
    const view = await listInvitations(owner, { groupId }, { now });
    expect(view.invitations.find(({ id }) => id === ofMember.id)).toMatchObject({ state: "inviter_gone" });
  });

  it("tells who waits to those who may answer, until they are back", async () => {
    const { customer, employee: owner, engineer: tam, groupId } = await aConversation();
    const { token } = await anInvitation(owner, groupId, { now });
    const [removed, member] = [await anEmployee(customer, "Chen Yi"), await anEmployee(customer)];
    await join(removed, token, { now });
    await join(member, token, { now });
    await remove(groupId, removed);
    await join(removed, token, { now });
    const requests = async (actor: typeof owner | typeof tam) =>
      (await listInvitations(actor, { groupId }, { now })).requests;

    expect(await requests(owner)).toMatchObject([
      { person: { personId: removed.personId, name: "Chen Yi" }, requestedAt: now.toISOString() },
    ]);
    expect(await requests(tam)).toHaveLength(1);
    expect(await requests(member)).toEqual([]);
    await prisma().groupMember.update({
      where: { groupId_personId: { groupId, personId: removed.personId } },
      data: { leftAt: null, leftVia: null },
    });
    expect(await requests(owner)).toEqual([]);
  });

  it("holds nothing for who may not invite, nor of an archived group; for strangers there is no group", async () => {
    const { customer, employee, engineer: tam, groupId } = await aConversation();
    const engineer = await anEngineer();
    await aMainGroup(customer, { staff: [tam, engineer] });
    await anInvitation(employee, groupId, { now });
    const nothing = { mayInvite: false, mayDecide: false, invitations: [], requests: [] };

    expect(await listInvitations(engineer, { groupId }, { now })).toMatchObject(nothing);
    for (const stranger of [await anEmployee(customer), await anEmployee(await aCustomer())])
      await expect(listInvitations(stranger, { groupId }, { now })).rejects.toMatchObject({
        code: "NOT_FOUND",
        reason: "groups.no_such_group",
      });
    await archive(groupId);
    expect(await listInvitations(employee, { groupId }, { now })).toMatchObject(nothing);
  });
});
