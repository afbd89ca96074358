import { describe, expect, it } from "vitest";
import { durations } from "@/lib/config/durations";
import { openInvitation } from "@/lib/invitations/commands/open-invitation";
import { stampInvitation } from "@/lib/invitations/queries/stamp-invitation";
import { aConversation, aCustomer, anEmployee, archive } from "@/lib/testing/conversation-world";
import { anInvitation, join, remove, stateOfGroup } from "@/lib/testing/invitation-world";

const now = new Date();
const later = (milliseconds: number) => new Date(now.getTime() + milliseconds);
const END = durations.invitation;

describe("opening a link", () => {
  it("uses nothing up and changes nothing, however often, with or without a session", async () => {
    const { customer, employee, groupId } = await aConversation();
    const { token } = await anInvitation(employee, groupId, { now, maxUses: 1 });
    const who = await anEmployee(customer);
    const before = await stateOfGroup(groupId);

    for (let round = 0; round < 3; round += 1) {
      await stampInvitation({ appId: customer.appId, token, stamp: "" }, { now });
      expect(await openInvitation(who, { token, stamp: "" }, { now })).toMatchObject({ state: "open" });
      expect(await openInvitation(employee, { token, stamp: "" }, { now })).toEqual({
        state: "member",
        groupId,
      });
    }

    expect(await stateOfGroup(groupId)).toEqual(before);
    expect(await join(who, token, { now })).toMatchObject({ outcome: "joined" });
  });

  it("tells each state, and of other channels' links nothing but that they are none", async () => {
    const { customer, employee: owner, groupId } = await aConversation();
    const { token } = await anInvitation(owner, groupId, { now, maxUses: 1 });
    const [who, removed] = [await anEmployee(customer), await anEmployee(customer)];
    const open = async (actor: typeof who, at = now) =>
      (await openInvitation(actor, { token, stamp: "" }, { now: at })).state;

    expect(await open(await anEmployee(await aCustomer()))).toBe("not_valid");
    expect((await openInvitation(who, { token: "made-up", stamp: "" }, { now })).state).toBe("not_valid");
    expect(await open(who, later(END))).toBe("expired");
    await join(removed, token, { now });
    expect(await open(who)).toBe("used_up");
    await remove(groupId, removed);
    const second = await anInvitation(owner, groupId, { now });
    expect((await openInvitation(removed, { token: second.token, stamp: "" }, { now })).state).toBe("open");
    await join(removed, second.token, { now });
    expect((await openInvitation(removed, { token: second.token, stamp: "" }, { now })).state).toBe(
      "waiting",
    );
    await archive(groupId);
    expect((await openInvitation(who, { token: second.token, stamp: "" }, { now })).state).toBe("archived");
  });

  it("keeps the stamp of the sign-in, which joins after the link's end", async () => {
    const { customer, employee, groupId } = await aConversation();
    const { token } = await anInvitation(employee, groupId, { now });
    const who = await anEmployee(customer);
    const begun = later(END - 1_000);
    const stamp = (await stampInvitation({ appId: customer.appId, token, stamp: "" }, { now: begun })) ?? "";
    const at = later(END + 1_000);

    const opened = await openInvitation(who, { token, stamp }, { now: at });

    expect(opened).toEqual({ state: "open", stamp });
    expect(await join(who, token, { now: at, stamp })).toMatchObject({ outcome: "joined" });
  });
});

describe("the stamp of a link's address", () => {
  it("is made once for a live link, and again when it is too old", async () => {
    const { customer, employee, groupId } = await aConversation();
    const { token } = await anInvitation(employee, groupId, { now });
    const ask = (stamp: string, at: Date) =>
      stampInvitation({ appId: customer.appId, token, stamp }, { now: at });

    const stamp = (await ask("", now)) ?? "";
    expect(stamp).not.toBe("");
    expect(await ask(stamp, later(durations.invitationGrace))).toBeNull();
    expect(await ask(stamp, later(durations.invitationGrace + 1))).toMatch(/\./);
  });

  it("is not made for a dead link, an unknown token, or another channel's address", async () => {
    const { customer, employee, groupId } = await aConversation();
    const { token } = await anInvitation(employee, groupId, { now });
    const { appId } = customer;
    const other = await aCustomer();

    expect(await stampInvitation({ appId, token, stamp: "" }, { now: later(END) })).toBeNull();
    expect(await stampInvitation({ appId, token: "made-up", stamp: "" }, { now })).toBeNull();
    expect(await stampInvitation({ appId: other.appId, token, stamp: "" }, { now })).toBeNull();
    await archive(groupId);
    expect(await stampInvitation({ appId, token, stamp: "" }, { now })).toBeNull();
  });
});
