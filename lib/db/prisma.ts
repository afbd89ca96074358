import { PrismaPg } from "@prisma/adapter-pg";
import { pool } from "@/lib/db/pool";
import { onePerProcess } from "@/lib/config/one-per-process";
import { PrismaClient } from "@/lib/db/generated/client";
import type { Prisma } from "@/lib/db/generated/client";

declare const inTransactionOnly: unique symbol;

/** A transaction. Branded, so that what writes cannot be called outside of one. */
export type Tx = Prisma.TransactionClient & { readonly [inTransactionOnly]: true };

/** Either a transaction or the plain client: enough for reading. */
export type Db = Prisma.TransactionClient;

/** The Prisma client of this process, for everything but the message path. */
export function prisma(): PrismaClient {
  return onePerProcess(
    "prisma",
    () => new PrismaClient({ adapter: new PrismaPg(pool(), { disposeExternalPool: false }) }),
  );
}
