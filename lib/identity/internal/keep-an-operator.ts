import type { Tx } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";

/**
 * Refuses to take this person from the operators if nobody else is one who can sign in: without any, nobody could make
 * another but the command line. Whoever takes one away waits here for whoever does the same at this moment.
 *
 * @throws AppError CONFLICT `identity.last_operator`.
 */
export async function keepAnOperator(tx: Tx, personId: string): Promise<void> {
  const operators = await tx.$queryRaw<{ personId: string }[]>`
    SELECT person_id AS "personId" FROM staff_account
    WHERE 'operator' = ANY (roles) AND disabled_at IS NULL ORDER BY id FOR UPDATE`;
  const isOne = operators.some((operator) => operator.personId === personId);
  if (isOne && operators.length === 1) throw new AppError("CONFLICT", "identity.last_operator");
}
