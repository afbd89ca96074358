import type { ChannelStateView } from "@/lib/channels/browser/channel-health";
import type { ServedPlanView } from "@/lib/channels/contract";
import { readView } from "@/lib/errors/browser/read-view";
import type { Severity, TicketStatus } from "@/lib/tickets/contract";

/** So far back the card counts what the customer pressed and how content they were, in days. */
export const CARD_DAYS = 90;

/** A ticket of the customer's as its history names it. */
export type PastTicketView = {
  number: number;
  groupId: string;
  title: string;
  severity: Severity;
  status: TicketStatus;
  createdAt: string;
};

/** An emergency of the customer's. */
export type PastEmergencyView = {
  number: number;
  groupId: string;
  title: string;
  declaredAt: string;
  /** When it was closed or taken back; null while it runs. */
  endedAt: string | null;
};

/** What happened with a customer so far, in this service main group. */
export type CustomerHistoryView = {
  /** How many are open, and the soonest due of them. */
  openCount: number;
  open: readonly PastTicketView[];
  /** The last that were resolved or closed. */
  recent: readonly PastTicketView[];
  emergencies: readonly PastEmergencyView[];
  /** Of the last CARD_DAYS days. */
  reminders: number;
  ratings: { count: number; average: number | null };
};

/** Who the customer is with whom the reader writes, as far as the reader may know. */
export type CustomerCardView = {
  accountName: string;
  organizationName: string;
  /** The plan of this group. */
  plan: Pick<ServedPlanView, "tier" | "state" | "validTo" | "daysLeft" | "tam" | "deputy">;
  channel: ChannelStateView;
  /** Null for who is here for one ticket only: of other tickets they learn nothing, not even a count. */
  history: CustomerHistoryView | null;
};

export const customerCardKey = (groupId: string) => ["desk", "customer", groupId] as const;

/** Who the customer of this group is. */
export async function readCustomerCard(groupId: string): Promise<CustomerCardView> {
  return readView(`/api/desk/groups/${groupId}/customer`);
}
