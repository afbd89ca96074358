"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { useDoor } from "@/components/app-shell/door-provider";
import { useGroupRows } from "@/components/conversation/conversation-provider";
import { StatusBadge } from "@/components/tickets/status-badge";
import { readSimilarTickets, ticketKeys } from "@/lib/tickets/browser/ticket-queries";
import { TITLE_LIMIT } from "@/lib/tickets/contract";

/** Typing pauses this long before it is looked for. */
const PAUSE = 400;
/** Fewer characters are alike to everything. */
const SHORTEST = 4;

type SimilarTicketsProps = { groupId: string; text: string; onOpenGroup: (groupId: string) => void };

/** Open tickets that look like what is being typed; of those of others only that there are some. */
export function SimilarTickets({ groupId, text, onOpenGroup }: SimilarTicketsProps) {
  const t = useTranslations("tickets.create");
  const door = useDoor();
  const groups = useGroupRows();
  const typed = useSettledText(text.trim().slice(0, TITLE_LIMIT));
  const { data } = useQuery({
    queryKey: ticketKeys.similar(groupId, typed),
    queryFn: () => readSimilarTickets(door, groupId, typed),
    enabled: typed.length >= SHORTEST,
    placeholderData: (before) => before,
  });
  const found = typed.length < SHORTEST ? undefined : data;
  if (!found || (found.tickets.length === 0 && found.hidden === 0)) return null;
  return (
    <section aria-live="polite" className="rounded-md bg-accent-soft px-3 py-2 text-accent-ink">
      {found.tickets.length === 0 && <p>{t("similarHidden")}</p>}
      {found.tickets.length > 0 && <h3 className="text-sm font-semibold">{t("similar")}</h3>}
      <ul>
        {found.tickets.map((ticket) => (
          <li key={ticket.number} className="flex min-h-8 items-center gap-2 pointer-coarse:min-h-10">
            {groups.some(({ id }) => id === ticket.groupId) ? (
              <button
                type="button"
                onClick={() => onOpenGroup(ticket.groupId)}
                className="min-h-8 min-w-0 flex-1 truncate text-left underline underline-offset-2 pointer-coarse:min-h-10"
              >
                #{ticket.number} <bdi>{ticket.title}</bdi>
              </button>
            ) : (
              <span className="min-w-0 flex-1">
                #{ticket.number} <bdi>{ticket.title}</bdi> ({t("similarNotMember")})
              </span>
            )}
            <StatusBadge status={ticket.status} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What stands there once typing has paused. */
function useSettledText(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
