"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { useTranslations } from "use-intl";
import { chooseAlarm, useAlarmChoice } from "@/components/incidents/alarm-choices";
import { AlarmSound } from "@/components/incidents/alarm-sound";
import { markPageSeenAction } from "@/lib/incidents/actions";
import { incidentKeys } from "@/lib/incidents/browser/incident-queries";
import type { MyIncidentView } from "@/lib/incidents/contract";

/** Sounds while `isRinging`, once somebody has allowed it; who allowed it before is heard from their first touch of the page on. */
export function useAlarmSound(isRinging: boolean) {
  const [sound] = useState(() => new AlarmSound());
  const [isHeard, setHeard] = useState(false);
  const isWanted = useAlarmChoice("sound") === true;

  async function enable() {
    const isRunning = await sound.enable();
    setHeard(isRunning);
    if (isRunning) chooseAlarm("sound", true);
  }

  useEffect(() => {
    if (!isWanted || isHeard) return undefined;
    const wake = () => void sound.enable().then(setHeard);
    window.addEventListener("pointerdown", wake, { once: true });
    window.addEventListener("keydown", wake, { once: true });
    return () => {
      window.removeEventListener("pointerdown", wake);
      window.removeEventListener("keydown", wake);
    };
  }, [sound, isWanted, isHeard]);

  useEffect(() => {
    if (isRinging && isHeard) sound.start();
    return () => sound.stop();
  }, [sound, isRinging, isHeard]);

  return { isHeard, enable };
}

type Permission = NotificationPermission | "unsupported";

const permissionListeners = new Set<() => void>();

function subscribeToPermission(listener: () => void): () => void {
  permissionListeners.add(listener);
  return () => permissionListeners.delete(listener);
}

/** Whether the browser may show notifications; "unsupported" where it has none. */
export function useNotificationPermission() {
  const permission = useSyncExternalStore<Permission>(
    subscribeToPermission,
    () => ("Notification" in window ? Notification.permission : "unsupported"),
    () => "unsupported",
  );
  return {
    permission,
    ask: async () => {
      await Notification.requestPermission();
      for (const listener of permissionListeners) listener();
    },
  };
}

/** Shows a notification of the browser for each emergency, once, also while another window is in front. */
export function useNotifications(alarms: readonly MyIncidentView[], permission: Permission): void {
  const t = useTranslations("incidents");
  const shown = useRef(new Set<string>());
  useEffect(() => {
    if (permission !== "granted") return;
    for (const { id, ticketNumber, title, organizationName, reason } of alarms) {
      if (shown.current.has(id)) continue;
      shown.current.add(id);
      const words = { number: String(ticketNumber), organization: organizationName };
      const notification = new Notification(t("alarm.notification", words), {
        body: `${t(`reason.${reason}`)}: ${title}`,
        tag: `incident-${id}`,
        requireInteraction: true,
      });
      notification.addEventListener("click", () => {
        window.focus();
        notification.close();
      });
    }
  }, [alarms, permission, t]);
}

/** Tells the server which calls this desk has shown, as soon as somebody can see them. */
export function useMarkSeen(incidents: readonly MyIncidentView[]): void {
  const queries = useQueryClient();
  const pageIds = incidents.flatMap(({ unseenPageIds }) => unseenPageIds).join(" ");
  useEffect(() => {
    if (pageIds === "") return undefined;
    const mark = async () => {
      await markPageSeenAction({ pageIds: pageIds.split(" ").slice(0, 100) }).catch(() => undefined);
      await queries.invalidateQueries({ queryKey: incidentKeys.mine });
    };
    const look = () => {
      if (document.visibilityState !== "visible") return;
      document.removeEventListener("visibilitychange", look);
      void mark();
    };
    document.addEventListener("visibilitychange", look);
    look();
    return () => document.removeEventListener("visibilitychange", look);
  }, [pageIds, queries]);
}
