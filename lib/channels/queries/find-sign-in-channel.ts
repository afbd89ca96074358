import type { SignInChannel } from "@/lib/channels/contract";
import { prisma } from "@/lib/db/prisma";
import { isDoor } from "@/lib/identity/door";

/**
 * The channel with this App ID for its sign-in pages, which anybody may open; null when there is none. To a stranger one
 * that is switched off or deleted is none: App IDs can be read off links, and whether they are a customer's is nobody's business.
 */
export async function findSignInChannel(appId: string): Promise<SignInChannel | null> {
  // Anybody may put anything into the path, even what the database takes in no text (a NUL).
  if (!isDoor({ kind: "employee", appId })) return null;
  const channel = await prisma().channel.findUnique({
    where: { appId, status: { in: ["active", "saved"] } },
    select: {
      id: true,
      accountId: true,
      appId: true,
      organizationName: true,
      avatarUrl: true,
      tenantKey: true,
      status: true,
      brokenReason: true,
    },
  });
  if (channel === null) return null;
  const { brokenReason, ...known } = channel;
  return { ...known, cardsFail: brokenReason !== null };
}
