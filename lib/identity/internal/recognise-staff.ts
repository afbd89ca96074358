import type { Tx } from "@/lib/db/prisma";
import {
  findOidcIdentity,
  linkOidcIdentity,
  type OidcPerson,
  touchOidcIdentity,
} from "@/lib/identity/oidc-identity";
import { type Recognised, signInActor } from "@/lib/identity/prove-by-oidc";

type Account = NonNullable<Awaited<ReturnType<Tx["staffAccount"]["findUnique"]>>>;

async function known(tx: Tx, person: OidcPerson, now: Date): Promise<Recognised<Account> | null> {
  const identity = await findOidcIdentity(tx, person);
  if (identity === null) return null;
  // A principal's: the console is another door.
  if (identity.staffAccountId === null) return { refused: "unknown" };
  const account = await tx.staffAccount.findUniqueOrThrow({ where: { id: identity.staffAccountId } });
  if (account.disabledAt !== null) return { refused: "disabled" };
  await touchOidcIdentity(tx, identity.id, now);
  return { owner: account };
}

/**
 * Which staff account a provider's person is. The first time an address that the provider has verified links them, if its
 * account is enabled and has no identity of this issuer yet; ever after the link alone decides. Of two first times at once
 * one links, and the other finds that link.
 */
export async function recogniseStaff(tx: Tx, person: OidcPerson, now: Date): Promise<Recognised<Account>> {
  const before = await known(tx, person, now);
  if (before) return before;
  const { issuer, subject, verifiedEmail: email } = person;
  const account = email === null ? null : await tx.staffAccount.findUnique({ where: { email } });
  if (account === null) return { refused: "unknown" };
  if (account.disabledAt !== null) return { refused: "disabled" };
  const isLinked = await linkOidcIdentity(tx, signInActor, {
    issuer,
    subject,
    owner: { staffAccountId: account.id },
    method: "email",
    about: { personId: account.personId },
    accountId: null,
    now,
  });
  if (isLinked) return { owner: account };
  return (await known(tx, person, now)) ?? { refused: "address_taken" };
}
