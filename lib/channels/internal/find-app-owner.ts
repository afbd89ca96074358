import type { Db } from "@/lib/db/prisma";

/**
 * The channel an App ID is taken by: that has it, or had it before its app was made anew, since old links still lead there.
 * Null when nobody has it.
 */
export async function findAppOwner(db: Db, appId: string) {
  const select = {
    id: true,
    accountId: true,
    appId: true,
    tenantKey: true,
    status: true,
    createdAt: true,
  } as const;
  return (
    (await db.channel.findUnique({ where: { appId }, select })) ??
    (await db.channel.findFirst({ where: { previousAppIds: { has: appId } }, select }))
  );
}

type AppOwner = NonNullable<Awaited<ReturnType<typeof findAppOwner>>>;

/** Whether the account may register the app again: its own channel of this very app, which it has deleted. */
export const mayRevive = (owner: AppOwner, accountId: string, appId: string): boolean =>
  owner.accountId === accountId && owner.status === "deleted" && owner.appId === appId;
