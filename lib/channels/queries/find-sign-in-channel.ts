import type { SignInChannel } from "@/lib/channels/contract";
import { prisma } from "@/lib/db/prisma";

/** The channel with this App ID for its sign-in pages, which anybody may open; null when there is none. */
export async function findSignInChannel(appId: string): Promise<SignInChannel | null> {
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
