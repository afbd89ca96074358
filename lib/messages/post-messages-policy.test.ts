import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { PersonActor } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";
import { type GroupFacts, groupPolicy } from "@/lib/groups/policy";
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

async function addTo(groupId: string, { accountId }: Customer, actor: PersonActor): Promise<void> {
  const isEmployee = actor.kind === "employee";
  await prisma().groupMember.create({
    data: {
      groupId,
      accountId,
      personId: actor.personId,
      side: isEmployee ? "customer" : "service",
      customerAccountId: isEmployee ? accountId : null,
      joinedVia: "added",
      joinedAt: new Date(),
    },
  });
}
