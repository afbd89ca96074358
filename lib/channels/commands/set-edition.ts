import { z } from "zod";
import { accessAccount } from "@/lib/accounts/access";
import type { Actor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";

/** What is known of the Feishu edition of a channel's organization. */
export const setEditionInput = z.object({
  appId: z.string().trim().min(1).max(64),
  edition: z.enum(["unknown", "basic", "paid"]),
});
export type SetEditionInput = z.output<typeof setEditionInput>;

/**
 * Notes which Feishu edition the organization behind a channel has. Feishu has no call that tells it, and only a paid
 * edition has API calls enough for cards that are updated (docs/feishu.md).
 *
 * @throws AppError NOT_FOUND `channels.no_such_channel`; FORBIDDEN `accounts.may_not_administer`.
 */
export async function setEdition(actor: Actor, input: SetEditionInput, { now }: At): Promise<void> {
  await inTransaction(async (tx) => {
    const channel = await tx.channel.findUnique({
      where: { appId: input.appId },
      select: { id: true, accountId: true, edition: true },
    });
    if (!channel) throw new AppError("NOT_FOUND", "channels.no_such_channel");
    await accessAccount(tx, actor, { id: channel.accountId }, "administer");
    await tx.channel.update({ where: { id: channel.id }, data: { edition: input.edition } });
    await recordAudit(tx, actor, {
      action: "channel.edition_set",
      subjectType: "channel",
      subjectId: channel.id,
      accountId: channel.accountId,
      details: { edition: input.edition },
      before: { edition: channel.edition },
      now,
    });
  });
}
