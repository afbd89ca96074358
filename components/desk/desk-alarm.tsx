"use client";

import { useDeskRoles } from "@/components/desk/desk-reader";
import { IncidentAlarm } from "@/components/incidents/incident-alarm";
import { seesMajorIncidents } from "@/lib/incidents/policy";

/** What calls the reader, on top of every page of the desk. */
export function DeskAlarm() {
  return <IncidentAlarm seesAll={seesMajorIncidents(useDeskRoles())} />;
}
