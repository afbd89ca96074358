import type { Db } from "@/lib/db/prisma";

/** Everything a call can tell. */
export async function pageFacts(db: Db, pageId: string) {
  return db.page.findUniqueOrThrow({
    where: { id: pageId },
    select: {
      id: true,
      event: true,
      via: true,
      status: true,
      attempts: true,
      createdAt: true,
      step: { select: { position: true } },
      person: {
        select: { locale: true, staffAccount: { select: { email: true, disabledAt: true } } },
      },
      webhook: {
        select: { id: true, url: true, format: true, secretCiphertext: true, secretKeyId: true },
      },
      incident: {
        select: {
          id: true,
          status: true,
          reason: true,
          impact: true,
          callbackNumber: true,
          declaredAt: true,
          acknowledgedById: true,
          events: { where: { type: "lapsed" }, select: { createdAt: true } },
          ticket: {
            select: {
              number: true,
              title: true,
              groupId: true,
              productCode: true,
              channel: { select: { organizationName: true } },
            },
          },
        },
      },
    },
  });
}

export type PageFacts = Awaited<ReturnType<typeof pageFacts>>;
