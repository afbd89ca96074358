import type { StaffActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { pool } from "@/lib/db/pool";
import { DESK_SEARCH_RESULTS, type DeskHitView, type SearchDeskInput } from "@/lib/desk/contract";
import { patternsOf, reachValues } from "@/lib/desk/internal/inbox-values";
import { searchSql } from "@/lib/desk/internal/search-sql";
import { deskReach } from "@/lib/desk/policy";

type Row = Omit<DeskHitView, "ticket"> & { ticketId: string | null } & Omit<
    NonNullable<DeskHitView["ticket"]>,
    "id"
  >;

const numberForm = /^[#＃]?(\d{1,9})$/;

/**
 * What the command palette leads to: conversations of the reader and tickets they may see, with all of these words in the
 * customer's name, the title or the number. The ticket with this number first, then service main groups, then what is open.
 */
export async function searchDesk(
  actor: StaffActor,
  { q }: SearchDeskInput,
  { now }: At,
): Promise<DeskHitView[]> {
  if (q === "" || !deskReach(actor).seesOwn) return [];
  const number = numberForm.exec(q)?.[1];
  const { rows } = await pool().query<Row>({
    name: "search_desk",
    text: searchSql,
    values: [
      ...reachValues(actor, now.getTime()),
      patternsOf(q),
      number === undefined ? null : Number(number),
      DESK_SEARCH_RESULTS,
    ],
  });
  return rows.map(({ ticketId, number: ticketNumber, version, title, severity, status, ...hit }) => ({
    ...hit,
    ticket:
      ticketId === null ? null : { id: ticketId, number: ticketNumber, version, title, severity, status },
  }));
}
