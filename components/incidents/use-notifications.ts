"use client";

import { useEffect, useRef, useSyncExternalStore } from "react";
import { useTranslations } from "use-intl";
import type { MyIncidentView } from "@/lib/incidents/contract";

/** Whether the browser may show notifications; "unsupported" where it has none. */
export type Permission = NotificationPermission | "unsupported";

const listeners = new Set<() => void>();
const tell = () => {
  for (const listener of listeners) listener();
};
let isWatched = false;

/** It is also changed in the browser's own settings, which a page that is open hears of. */
function watchSettings(): void {
  if (isWatched || !("permissions" in navigator)) return;
  isWatched = true;
  const watch = async () => {
    const status = await navigator.permissions.query({ name: "notifications" });
    status.addEventListener("change", tell);
  };
  // A browser may know no such permission: then the page asks anew when it is loaded again.
  watch().catch(() => undefined);
}

function subscribe(listener: () => void): () => void {
  watchSettings();
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The browser's permission, and how to ask for it from within a press. */
export function useNotificationPermission() {
  const permission = useSyncExternalStore<Permission>(
    subscribe,
    () => ("Notification" in window ? Notification.permission : "unsupported"),
    () => "default",
  );
  return {
    permission,
    ask: async () => {
      await Notification.requestPermission();
      tell();
    },
  };
}

type Shown = { calls: number; notification: Notification | null };

/**
 * Shows a notification of the browser for each call, also while another window is in front, and takes it away when the
 * emergency needs nobody any more. An acknowledgement that lapses calls anew.
 */
export function useNotifications(alarms: readonly MyIncidentView[], permission: Permission): void {
  const t = useTranslations("incidents");
  const shown = useRef(new Map<string, Shown>());
  useEffect(() => {
    const ringing = new Set(alarms.map(({ id }) => id));
    for (const [id, { notification }] of shown.current) {
      if (ringing.has(id)) continue;
      notification?.close();
      shown.current.delete(id);
    }
    if (permission !== "granted") return;
    for (const { id, calls, ticketNumber, title, organizationName, reason } of alarms) {
      if ((shown.current.get(id)?.calls ?? 0) >= calls) continue;
      const words = { number: String(ticketNumber), organization: organizationName };
      const body = `${title} · ${t(`reason.${reason}`)}`;
      const notification = show(t("alarm.notification", words), body, `incident-${id}`);
      shown.current.set(id, { calls, notification });
    }
  }, [alarms, permission, t]);

  useEffect(() => {
    const all = shown.current;
    return () => {
      for (const { notification } of all.values()) notification?.close();
      all.clear();
    };
  }, []);
}

/** Null where the browser has no notifications outside of a service worker (Android). */
function show(title: string, body: string, tag: string): Notification | null {
  // Without `renotify` a second call would quietly take the place of the first.
  const options: NotificationOptions & { renotify: boolean } = {
    body,
    tag,
    renotify: true,
    requireInteraction: true,
  };
  try {
    const notification = new Notification(title, options);
    notification.addEventListener("click", () => {
      window.focus();
      notification.close();
    });
    return notification;
  } catch {
    return null;
  }
}
