"use client";

import { createContext, type ReactNode, use } from "react";
import { useAlarmSound, useMarkSeen } from "@/components/incidents/use-alarm";
import { useMyIncidents } from "@/components/incidents/use-incidents";
import {
  type Permission,
  useNotificationPermission,
  useNotifications,
} from "@/components/incidents/use-notifications";
import type { MyIncidentReading } from "@/lib/incidents/browser/incident-queries";

type Alarm = {
  /** The emergencies the reader was called for and nobody has acknowledged. */
  ringing: readonly MyIncidentReading[];
  /** Those that were taken back after the reader had been called. */
  undone: readonly MyIncidentReading[];
  isHeard: boolean;
  enableSound: () => Promise<void>;
  permission: Permission;
  askToNotify: () => Promise<void>;
};

const AlarmContext = createContext<Alarm | null>(null);
const nothing: MyIncidentReading[] = [];

/** Calls the reader on whichever page of the desk they are, by sound and notification; going to another page does not hush it. */
export function AlarmProvider({ children }: { children: ReactNode }) {
  const { data: incidents = nothing } = useMyIncidents();
  const called = incidents.filter(({ calls }) => calls > 0);
  const ringing = called.filter(({ status }) => status === "declared");
  const undone = called.filter(({ status }) => status === "cancelled");
  const { isHeard, enable } = useAlarmSound(ringing.length > 0);
  const { permission, ask } = useNotificationPermission();
  useNotifications(ringing, permission);
  useMarkSeen(incidents);
  return (
    <AlarmContext value={{ ringing, undone, isHeard, enableSound: enable, permission, askToNotify: ask }}>
      {children}
    </AlarmContext>
  );
}

/** What calls the reader; null before they are signed in. */
export function useAlarm(): Alarm | null {
  return use(AlarmContext);
}
