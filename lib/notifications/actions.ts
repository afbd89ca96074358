"use server";

import type { Result } from "@/lib/errors/result";
import { runAction } from "@/lib/http/run-action";
import { setNotificationSettings } from "@/lib/notifications/commands/set-notification-settings";
import { notificationSettingsInput, type NotificationSettingsView } from "@/lib/notifications/contract";

/** Sets what an employee wants of cards; `appId` says through which door they come. */
export async function setNotificationSettingsAction(
  appId: unknown,
  raw: unknown,
): Promise<Result<NotificationSettingsView>> {
  const door = { kind: "employee", appId: typeof appId === "string" ? appId : "" } as const;
  return runAction(door, notificationSettingsInput, raw, setNotificationSettings);
}
