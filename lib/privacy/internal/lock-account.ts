import type { Tx } from "@/lib/db/prisma";

/** Of two who begin something for an account at once, the second sees what the first began. */
export async function lockAccount(tx: Tx, accountId: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM account WHERE id = ${accountId}::uuid FOR NO KEY UPDATE`;
}
