"use server";

import type { Result } from "@/lib/errors/result";
import { runAction } from "@/lib/http/run-action";
import { acknowledgeIncident } from "@/lib/incidents/commands/acknowledge-incident";
import { closeIncident } from "@/lib/incidents/commands/close-incident";
import { closeMajorIncident } from "@/lib/incidents/commands/close-major-incident";
import { downgradeIncident } from "@/lib/incidents/commands/downgrade-incident";
import { groupIncidents } from "@/lib/incidents/commands/group-incidents";
import { markPageSeen } from "@/lib/incidents/commands/mark-page-seen";
import { mitigateIncident } from "@/lib/incidents/commands/mitigate-incident";
import { openMajorIncident } from "@/lib/incidents/commands/open-major-incident";
import { postMajorUpdate } from "@/lib/incidents/commands/post-major-update";
import { reportSolved } from "@/lib/incidents/commands/report-solved";
import { undoIncident } from "@/lib/incidents/commands/undo-incident";
import { workOnIncident } from "@/lib/incidents/commands/work-on-incident";
import {
  closeIncidentInput,
  downgradeIncidentInput,
  groupIncidentsInput,
  incidentIdInput,
  markPageSeenInput,
  openMajorIncidentInput,
  type PostedMajorUpdateView,
  postMajorUpdateInput,
} from "@/lib/incidents/contract";

type Done = Promise<Result<void>>;

/** Acknowledges an emergency, at the desk. */
export async function acknowledgeIncidentAction(raw: unknown): Done {
  return runAction("staff", incidentIdInput, raw, acknowledgeIncident);
}

/** Says that an emergency is being worked on, at the desk. */
export async function workOnIncidentAction(raw: unknown): Done {
  return runAction("staff", incidentIdInput, raw, workOnIncident);
}

/** Says that the harm of an emergency has ended, at the desk. */
export async function mitigateIncidentAction(raw: unknown): Done {
  return runAction("staff", incidentIdInput, raw, mitigateIncident);
}

/** Closes an emergency, at the desk. */
export async function closeIncidentAction(raw: unknown): Done {
  return runAction("staff", closeIncidentInput, raw, closeIncident);
}

/** Says that it is no emergency, at the desk. */
export async function downgradeIncidentAction(raw: unknown): Done {
  return runAction("staff", downgradeIncidentInput, raw, downgradeIncident);
}

/** Records that the reader's desk has shown them calls. */
export async function markPageSeenAction(raw: unknown): Done {
  return runAction("staff", markPageSeenInput, raw, markPageSeen);
}

/** Takes back an emergency, in the workbench of a channel. */
export async function undoIncidentAction(appId: string, raw: unknown): Done {
  return runAction({ kind: "employee", appId }, incidentIdInput, raw, undoIncident);
}

/** Says that an emergency is solved, in the workbench of a channel. */
export async function reportSolvedAction(appId: string, raw: unknown): Done {
  return runAction({ kind: "employee", appId }, incidentIdInput, raw, reportSolved);
}

/** Opens a major incident over emergencies, at the desk. */
export async function openMajorIncidentAction(raw: unknown): Promise<Result<{ majorIncidentId: string }>> {
  return runAction("staff", openMajorIncidentInput, raw, openMajorIncident);
}

/** Adds emergencies to a major incident and takes others out of it, at the desk. */
export async function groupIncidentsAction(raw: unknown): Done {
  return runAction("staff", groupIncidentsInput, raw, groupIncidents);
}

/** Tells a status text to all customers of a major incident, at the desk. */
export async function postMajorUpdateAction(raw: unknown): Promise<Result<PostedMajorUpdateView>> {
  return runAction("staff", postMajorUpdateInput, raw, postMajorUpdate);
}

/** Closes a major incident with a last status text, at the desk. */
export async function closeMajorIncidentAction(raw: unknown): Promise<Result<PostedMajorUpdateView>> {
  return runAction("staff", postMajorUpdateInput, raw, closeMajorIncident);
}
