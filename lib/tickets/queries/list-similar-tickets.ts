import type { EmployeeActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { prisma } from "@/lib/db/prisma";
import { accessGroup } from "@/lib/groups/access";
import type { SimilarTicketsInput, SimilarTicketsView } from "@/lib/tickets/contract";
import type { TicketStatus } from "@/lib/db/generated/enums";

const SHOWN = 3;
/** How alike two texts must be, 0 to 1, as pg_trgm measures words within a text. */
const ALIKE = 0.35;
/** Fewer characters are alike to everything. */
const SHORTEST = 4;

type Row = { number: number; groupId: string; title: string; status: TicketStatus; isSeen: boolean };

/**
 * Open tickets of a service main group that look like what is being typed. The reader is shown those they may see; of the
 * others only that there are some (edge-cases §4.2, §4.12).
 *
 * @throws AppError NOT_FOUND `groups.no_such_group` for a stranger.
 */
export async function listSimilarTickets(
  actor: EmployeeActor,
  { groupId, text }: SimilarTicketsInput,
  _at?: At,
): Promise<SimilarTicketsView> {
  const main = await accessGroup(prisma(), actor, groupId, "read");
  const typed = text.trim();
  if (main.kind !== "main" || typed.length < SHORTEST) return { tickets: [], hidden: 0 };
  const rows = await prisma().$queryRaw<Row[]>`
    SELECT t.number, t.group_id AS "groupId", t.title, t.status,
      EXISTS (SELECT FROM group_member m WHERE m.group_id = t.group_id AND m.person_id = ${actor.personId}::uuid AND m.left_at IS NULL)
        AS "isSeen"
    FROM ticket t
    WHERE t.main_group_id = ${groupId}::uuid AND t.status NOT IN ('resolved', 'closed')
      AND word_similarity(${typed}, t.title || ' ' || t.description) >= ${ALIKE}
    ORDER BY word_similarity(${typed}, t.title || ' ' || t.description) DESC, t.number DESC
    LIMIT 10`;
  const isOwner = main.membership?.role === "owner";
  const seen = rows.filter((row) => row.isSeen || isOwner);
  return {
    tickets: seen.slice(0, SHOWN).map(({ isSeen: _isSeen, ...ticket }) => ticket),
    hidden: rows.length - seen.length,
  };
}
