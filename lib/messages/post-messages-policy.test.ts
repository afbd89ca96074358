import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { PersonActor } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";
import { EVERYONE_LIMIT } from "@/lib/groups/contract";
import { type GroupFacts, groupPolicy, mayMentionEveryone } from "@/lib/groups/policy";
import { postBatch } from "@/lib/messages/internal/post-batch";
import {
  aCustomer,
  aGroupOfKind,
  aMainGroup,
  anEmployee,
  anEngineer,
  archive,
  type Customer,
} from "@/lib/testing/conversation-world";
import { aMessage } from "@/lib/testing/message-path";

/** What the function is to answer where the policy decides so. */
function expectedOf(actor: PersonActor, group: GroupFacts): string {
  if (groupPolicy.post(actor, group)) return "posted";
  return groupPolicy.read(actor, group) ? "archived" : "no_such_group";
}

/** A person, and as whom they act: a session may be bound to another channel than the group's, whatever the rows say. */
async function someone(
  who: string,
  customer: Customer,
): Promise<{ member: PersonActor; actor: PersonActor }> {
  if (who === "staff") {
    const member = await anEngineer();
    return { member, actor: member };
  }
  const member = await anEmployee(customer);
  return { member, actor: who === "employee" ? member : { ...member, channelId: randomUUID() } };
}

describe("function and policy", () => {
  const kinds = ["main", "ticket", "internal"] as const;
  const facts = kinds.flatMap((kind) =>
    [true, false].flatMap((isMember) =>
      [true, false].flatMap((isArchived) =>
        (["employee", "employee of another channel", "staff"] as const).map((who) => ({
          kind,
          isMember,
          isArchived,
          who,
        })),
      ),
    ),
  );

  it.each(facts)(
    "agree on $who, member $isMember, in a $kind group, archived $isArchived",
    async ({ kind, isMember, isArchived, who }) => {
      const own = await aCustomer();
      const { member, actor } = await someone(who, own);
      const groupId = await (kind === "main" ? aMainGroup(own) : aGroupOfKind(own, kind, []));
      if (isMember) await addTo(groupId, own, member);
      if (isArchived) await archive(groupId);
      const group: GroupFacts = {
        kind,
        accountId: own.accountId,
        channelId: own.channelId,
        archivedAt: isArchived ? new Date() : null,
        membership: isMember ? { role: "member" } : null,
      };

      const [posted] = await postBatch([aMessage(groupId, actor)], { wait: false });

      expect(posted?.outcome).toBe(expectedOf(actor, group));
    },
  );
});

describe("everyone", () => {
  const senders = [
    { who: "employee", role: "member" },
    { who: "employee", role: "owner" },
    { who: "staff", role: "member" },
  ] as const;
  const facts = senders.flatMap((sender) =>
    [EVERYONE_LIMIT, EVERYONE_LIMIT + 1].map((present) => ({ ...sender, present })),
  );

  it.each(facts)("is mentioned by $who ($role) among $present as the policy says", async (fact) => {
    const own = await aCustomer();
    const { member } = await someone(fact.who, own);
    const groupId = await aGroupOfKind(own, "ticket", []);
    const there = await prisma().groupMember.count({ where: { groupId, leftAt: null } });
    for (let others = there + 1; others < fact.present; others += 1)
      await addTo(groupId, own, await anEmployee(own));
    await addTo(groupId, own, member, fact.role);
    // Who has left does not count.
    const gone = await anEmployee(own);
    await addTo(groupId, own, gone);
    await prisma().groupMember.update({
      where: { groupId_personId: { groupId, personId: gone.personId } },
      data: { leftAt: new Date() },
    });
    const message = { ...aMessage(groupId, member), body: "<@all>", mentionsAll: true };
    const side = fact.who === "staff" ? "service" : "customer";
    const expected = mayMentionEveryone({ side, role: fact.role }, fact.present)
      ? "posted"
      : "everyone_not_allowed";

    const [posted, again] = await postBatch([message, { ...message, id: randomUUID() }], { wait: false });

    expect(posted?.outcome).toBe(expected);
    expect(again?.outcome).toBe(expected === "posted" ? "replayed" : expected);
    const written = expected === "posted" ? fact.present - 1 : 0;
    expect(await prisma().mention.count({ where: { groupId } })).toBe(written);
    expect(await prisma().message.count({ where: { groupId } })).toBe(expected === "posted" ? 1 : 0);
  });
});

async function addTo(
  groupId: string,
  { accountId }: Customer,
  actor: PersonActor,
  role: "owner" | "member" = "member",
): Promise<void> {
  const isEmployee = actor.kind === "employee";
  await prisma().groupMember.create({
    data: {
      groupId,
      accountId,
      personId: actor.personId,
      side: isEmployee ? "customer" : "service",
      customerAccountId: isEmployee ? accountId : null,
      role,
      joinedVia: "added",
      joinedAt: new Date(),
    },
  });
}
