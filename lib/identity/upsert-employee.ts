import { newId } from "@/lib/db/new-id";
import type { Tx } from "@/lib/db/prisma";
import type { Locale } from "@/lib/i18n/locale";
import { APP_REPLACED } from "@/lib/identity/app-replaced";

/** What a sign-in through a channel tells of an employee. */
export type SignedInEmployee = {
  channelId: string;
  accountId: string;
  openId: string;
  unionId: string | null;
  tenantKey: string;
  name: string;
  avatarUrl: string | null;
  locale: Locale;
  now: Date;
};

/**
 * The person behind (channel, open_id), made at the first sign-in and brought up to date at every later one. Whoever
 * signs in can be reached again, so `unreachableReason` is cleared. Two first sign-ins at once make one person: the
 * unique key decides, the second waits for the first. Where the channel's app was made anew, the person is found by
 * union_id, which is the same in every app of the organization, and takes the new open_id; never by name.
 */
export async function upsertEmployee(
  tx: Tx,
  employee: SignedInEmployee,
): Promise<{ personId: string; isNew: boolean }> {
  const key = { channelId_openId: { channelId: employee.channelId, openId: employee.openId } };
  const known = await tx.feishuIdentity.findUnique({ where: key, select: { personId: true } });
  if (known) return refresh(tx, known.personId, employee);
  const personOfOldApp = await rematch(tx, employee);
  if (personOfOldApp !== null) return refresh(tx, personOfOldApp, employee);

  const personId = newId();
  const { name, avatarUrl, locale, accountId, now } = employee;
  await tx.person.create({
    data: { id: personId, side: "customer", accountId, name, avatarUrl, locale, createdAt: now },
  });
  const made = await tx.feishuIdentity.createMany({
    data: {
      id: newId(),
      channelId: employee.channelId,
      accountId,
      openId: employee.openId,
      unionId: employee.unionId,
      tenantKey: employee.tenantKey,
      personId,
      signedInAt: now,
      createdAt: now,
    },
    skipDuplicates: true,
  });
  if (made.count === 1) return { personId, isNew: true };

  await tx.person.delete({ where: { id: personId } });
  const first = await tx.feishuIdentity.findUniqueOrThrow({ where: key, select: { personId: true } });
  return refresh(tx, first.personId, employee);
}

/** Gives somebody whom the channel's app before this one knew their open_id of today; null when they were unknown to it. */
async function rematch(
  tx: Tx,
  { channelId, openId, unionId, tenantKey }: SignedInEmployee,
): Promise<string | null> {
  if (unionId === null) return null;
  const [identity] = await tx.feishuIdentity.findMany({
    where: { channelId, unionId, tenantKey, unreachableReason: APP_REPLACED },
    select: { id: true, personId: true },
    orderBy: { signedInAt: "desc" },
    take: 1,
  });
  if (!identity) return null;
  await tx.feishuIdentity.update({ where: { id: identity.id }, data: { openId } });
  return identity.personId;
}

async function refresh(tx: Tx, personId: string, employee: SignedInEmployee) {
  const { name, avatarUrl, locale, unionId, tenantKey, now } = employee;
  await tx.person.update({ where: { id: personId }, data: { name, avatarUrl, locale } });
  await tx.feishuIdentity.update({
    where: { personId },
    data: { unionId, tenantKey, signedInAt: now, unreachableReason: null, unreachableAt: null },
  });
  return { personId, isNew: false };
}
