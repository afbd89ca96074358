import type { Db } from "@/lib/db/prisma";
import type { GroupFacts } from "@/lib/groups/policy";
import { tokenHash } from "@/lib/invitations/internal/token";
import type { LinkFacts } from "@/lib/invitations/policy";

/** What is read of a link, wherever one is judged. */
export const linkSelect = {
  id: true,
  accountId: true,
  groupId: true,
  inviterId: true,
  tokenHash: true,
  maxUses: true,
  createdAt: true,
  expiresAt: true,
  revokedAt: true,
  inviter: {
    select: {
      side: true,
      leftAt: true,
      person: { select: { name: true, staffAccount: { select: { roles: true, disabledAt: true } } } },
    },
  },
  group: { select: { kind: true, accountId: true, channelId: true, archivedAt: true } },
  _count: { select: { uses: true } },
} as const;

type LinkRow = NonNullable<Awaited<ReturnType<typeof readLink>>>;

function readLink(db: Db, where: { id: string } | { tokenHash: string }) {
  return db.invitation.findUnique({ where, select: linkSelect });
}

/** What policies ask of a link's row. */
export function linkFacts(link: Omit<LinkRow, "group">): LinkFacts {
  const { inviter, _count } = link;
  const { side, leftAt, person } = inviter;
  return {
    expiresAt: link.expiresAt,
    revokedAt: link.revokedAt,
    maxUses: link.maxUses,
    useCount: _count.uses,
    inviter: {
      isPresent: leftAt === null,
      side,
      roles: person.staffAccount?.roles ?? [],
      isDisabled: (person.staffAccount?.disabledAt ?? null) !== null,
    },
  };
}

/** A link with its group and what decides about it. */
export type Link = Omit<LinkRow, "group"> & { group: Omit<GroupFacts, "membership">; facts: LinkFacts };

const withFacts = (row: LinkRow | null): Link | null => row && { ...row, facts: linkFacts(row) };

/** The link with this token, whosever it is; null for a token that is none. */
export async function findLinkByToken(db: Db, token: string): Promise<Link | null> {
  const hash = tokenHash(token);
  return hash === null ? null : withFacts(await readLink(db, { tokenHash: hash }));
}

/** Where the link with this token leads: enough to know what to lock. Null for a token that is none. */
export async function findTarget(db: Db, token: string) {
  const hash = tokenHash(token);
  if (hash === null) return null;
  return db.invitation.findUnique({
    where: { tokenHash: hash },
    select: { id: true, groupId: true, group: { select: { channelId: true } } },
  });
}

/** The link with this id as it is now. */
export async function findLink(db: Db, id: string): Promise<Link | null> {
  return withFacts(await readLink(db, { id }));
}
