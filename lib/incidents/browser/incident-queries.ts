import { type PersonDoor, postView, readView, routesOf } from "@/lib/errors/browser/read-view";
import type { DeclaredIncidentView, IncidentView, MyIncidentView } from "@/lib/incidents/contract";

/** A view with how far the server's clock is ahead of this device's, in milliseconds: no device's clock is trusted alone. */
export type IncidentReading = IncidentView & { clockAhead: number };

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
  return view && { ...view, clockAhead: Date.parse(view.serverTime) - Date.now() };
}

/** The emergencies that concern one of the service team. */
export async function readMyIncidents(): Promise<MyIncidentView[]> {
  return readView(`${routesOf({ kind: "staff" })}/incidents`);
}

/** Where an emergency's report is. */
export function incidentReportAddress(door: PersonDoor, incidentId: string, locale: string): string {
  return `${routesOf(door)}/incidents/${incidentId}/report?${new URLSearchParams({ locale }).toString()}`;
}
