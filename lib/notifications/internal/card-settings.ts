import type { Db } from "@/lib/db/prisma";
import {
  defaultNotificationSettings,
  type NotificationSettingsView,
  quietHours,
} from "@/lib/notifications/contract";

/** What an employee and their organization want of cards; what nobody has chosen is as `defaultNotificationSettings` says. */
export async function cardSettings(db: Db, personId: string): Promise<NotificationSettingsView> {
  const chosen = await db.notificationSettings.findUnique({ where: { personId } });
  const identity = await db.feishuIdentity.findUnique({
    where: { personId },
    select: { channel: { select: { hideCardContent: true } } },
  });
  const { quietFrom: from, quietTo: to, zone } = chosen ?? {};
  return {
    cards: chosen?.cards ?? defaultNotificationSettings.cards,
    quiet: quietHours
      .nullable()
      .catch(null)
      .parse(from ? { from, to, zone } : null),
    hideContent: chosen?.hideContent ?? defaultNotificationSettings.hideContent,
    hiddenByOrganization: identity?.channel.hideCardContent ?? false,
  };
}

/** Whether a card to them may carry what somebody wrote. */
export const hidesContent = ({ hideContent, hiddenByOrganization }: NotificationSettingsView): boolean =>
  hideContent || hiddenByOrganization;
