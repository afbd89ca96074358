import { pool } from "@/lib/db/pool";
import {
  CARD_DAYS,
  type CustomerHistoryView,
  type PastEmergencyView,
  type PastTicketView,
} from "@/lib/desk/browser/customer-card";
import {
  contentmentSql,
  emergenciesSql,
  openTicketsSql,
  recentTicketsSql,
} from "@/lib/desk/internal/customer-history-sql";

const DAY = 24 * 60 * 60 * 1_000;
const OPEN_SHOWN = 5;
const RECENT_SHOWN = 5;
const EMERGENCIES_SHOWN = 3;

/** Whose history it is, and why the reader sees it. */
export type HistoryScope = {
  mainGroupId: string;
  personId: string;
  leadsQueue: boolean;
  leadsMembers: boolean;
};

type TicketRow = Omit<PastTicketView, "createdAt"> & { createdAt: Date };
type EmergencyRow = Omit<PastEmergencyView, "declaredAt" | "endedAt"> & {
  declaredAt: Date;
  endedAt: Date | null;
};
type Contentment = { reminders: number; ratings: number; average: number | null };

/** What happened in a service main group so far; empty for who does not see every ticket of it. */
export async function customerHistory(scope: HistoryScope, now: Date): Promise<CustomerHistoryView> {
  const reader = [scope.mainGroupId, scope.leadsQueue, scope.personId, scope.leadsMembers];
  const since = new Date(now.getTime() - CARD_DAYS * DAY);
  const [open, recent, emergencies, contentment] = await Promise.all([
    pool().query<TicketRow & { total: number }>(openTicketsSql, [...reader, OPEN_SHOWN]),
    pool().query<TicketRow>(recentTicketsSql, [...reader, RECENT_SHOWN]),
    pool().query<EmergencyRow>(emergenciesSql, [...reader, EMERGENCIES_SHOWN]),
    pool().query<Contentment>(contentmentSql, [...reader, since]),
  ]);
  const [counted] = contentment.rows;
  return {
    openCount: open.rows[0]?.total ?? 0,
    open: open.rows.map(({ total: _total, ...row }) => ticketView(row)),
    recent: recent.rows.map(ticketView),
    emergencies: emergencies.rows.map(({ declaredAt, endedAt, ...row }) => ({
      ...row,
      declaredAt: declaredAt.toISOString(),
      endedAt: endedAt?.toISOString() ?? null,
    })),
    reminders: counted?.reminders ?? 0,
    ratings: { count: counted?.ratings ?? 0, average: counted?.average ?? null },
  };
}

const ticketView = ({ createdAt, ...row }: TicketRow): PastTicketView => ({
  ...row,
  createdAt: createdAt.toISOString(),
});
