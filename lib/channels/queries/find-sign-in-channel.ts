import type { SignInChannel } from "@/lib/channels/contract";
import { prisma } from "@/lib/db/prisma";
import { isDoor } from "@/lib/identity/door";

/** The channel with this App ID for its sign-in pages, which anybody may open; null when there is none. */
export async function findSignInChannel(appId: string): Promise<SignInChannel | null> {
  // Anybody may put anything into the path, even what the database takes in no text (a NUL).
  if (!isDoor({ kind: "employee", appId })) return null;
  return prisma().channel.findUnique({
    where: { appId },
    select: {
      id: true,
      accountId: true,
      appId: true,
      organizationName: true,
      avatarUrl: true,
      tenantKey: true,
      status: true,
    },
  });
}
