import type { EmployeeActor } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";
import type { NotificationSettingsView } from "@/lib/notifications/contract";
import { cardSettings } from "@/lib/notifications/internal/card-settings";

/** What the actor has chosen about cards, and what their organization has. */
export async function getNotificationSettings(actor: EmployeeActor): Promise<NotificationSettingsView> {
  return cardSettings(prisma(), actor.personId);
}
