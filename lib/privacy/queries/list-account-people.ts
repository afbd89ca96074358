import type { ConsoleActor } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";
import { accessAccountData } from "@/lib/privacy/access";
import type { AccountPersonView, ListAccountPeopleInput } from "@/lib/privacy/contract";

const LIMIT = 20;

/** The employees of the actor's account whose name holds this text; those whose data was deleted are none any more. */
export async function listAccountPeople(
  actor: ConsoleActor,
  { text }: ListAccountPeopleInput,
): Promise<AccountPersonView[]> {
  const { id: accountId } = await accessAccountData(prisma(), actor, { id: actor.accountId }, "manage");
  const people = await prisma().person.findMany({
    where: { accountId, erasedAt: null, name: { contains: text, mode: "insensitive" } },
    select: {
      id: true,
      name: true,
      avatarUrl: true,
      feishuIdentity: { select: { signedInAt: true, channel: { select: { organizationName: true } } } },
    },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: LIMIT,
  });
  return people.map(({ id, name, avatarUrl, feishuIdentity }) => ({
    personId: id,
    name,
    avatarUrl,
    organizationName: feishuIdentity?.channel.organizationName ?? null,
    signedInAt: feishuIdentity?.signedInAt.toISOString() ?? null,
  }));
}
