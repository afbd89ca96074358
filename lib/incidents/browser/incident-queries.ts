import {
  type Clocked,
  clocked,
  type PersonDoor,
  postView,
  readView,
  routesOf,
} from "@/lib/errors/browser/read-view";
import type { DeclaredIncidentView, IncidentView, MyIncidentView } from "@/lib/incidents/contract";

/** An emergency as it was read. */
export type IncidentReading = Clocked<IncidentView>;
/** One of the reader's emergencies as it was read. */
export type MyIncidentReading = Clocked<MyIncidentView>;

/** The keys under which a page holds what it read of emergencies; they go stale with everything about tickets. */
export const incidentKeys = {
  ofTicket: (ticketId: string) => ["tickets", "incidents", ticketId] as const,
  mine: ["tickets", "incidents", "mine"] as const,
};

/** What somebody presses Emergency with. */
export type EmergencyForm = {
  place: { ticketId: string } | { groupId: string; clientId: string };
  reason: string;
  impact: string;
  callbackNumber: string;
};

/** Presses Emergency. */
export async function declareIncident(
  door: PersonDoor,
  { place, ...said }: EmergencyForm,
): Promise<DeclaredIncidentView> {
  return postView(`${routesOf(door)}/incidents`, { ...place, ...said });
}

/** The emergency of a ticket that is running, or the last one there was. */
export async function readTicketIncident(
  door: PersonDoor,
  ticketId: string,
): Promise<IncidentReading | null> {
  const view = await readView<IncidentView | null>(`${routesOf(door)}/tickets/${ticketId}/incident`);
  return view && clocked(view);
}

/** The emergencies that concern one of the service team. */
export async function readMyIncidents(): Promise<MyIncidentReading[]> {
  const views = await readView<MyIncidentView[]>(`${routesOf({ kind: "staff" })}/incidents`);
  return views.map(clocked);
}

/** Where an emergency's report is. */
export function incidentReportAddress(door: PersonDoor, incidentId: string, locale: string): string {
  return `${routesOf(door)}/incidents/${incidentId}/report?${new URLSearchParams({ locale }).toString()}`;
}
