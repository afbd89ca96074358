"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { chooseAlarm, useAlarmChoice } from "@/components/incidents/alarm-choices";
import { AlarmSound } from "@/components/incidents/alarm-sound";
import { markPageSeenAction } from "@/lib/incidents/actions";
import { incidentKeys } from "@/lib/incidents/browser/incident-queries";
import type { MyIncidentView } from "@/lib/incidents/contract";

/** What a browser counts as a touch of the page: a mouse's press and a finger's release are both over by then. */
const touches = ["pointerup", "keydown"] as const;

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
    for (const touch of touches) window.addEventListener(touch, wake);
    return () => {
      for (const touch of touches) window.removeEventListener(touch, wake);
    };
  }, [sound, isWanted, isHeard]);

  useEffect(() => {
    if (isRinging && isHeard) sound.start();
    return () => sound.stop();
  }, [sound, isRinging, isHeard]);

  return { isHeard, enable };
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
