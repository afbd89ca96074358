import { prisma } from "@/lib/db/prisma";
import { isDoor } from "@/lib/identity/door";

/** The App ID under which the channel is found today that had this one before its app was made anew; null when there is none. */
export async function findMovedApp(appId: string): Promise<string | null> {
  if (!isDoor({ kind: "employee", appId })) return null;
  const channel = await prisma().channel.findFirst({
    where: { previousAppIds: { has: appId }, status: "active" },
    select: { appId: true },
  });
  return channel?.appId ?? null;
}
