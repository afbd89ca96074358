"use client";

import { CircleCheck } from "lucide-react";
import { useTranslations } from "use-intl";
import { RefusalBanner } from "@/components/app-shell/refusal-banner";
import { DeskTicketRow, DeskTicketRowSkeleton } from "@/components/desk/tickets/desk-ticket-row";
import { type DeskList, useDeskTickets } from "@/components/desk/tickets/use-desk-tickets";
import { useTakeTicket } from "@/components/desk/tickets/use-take-ticket";
import { Banner } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { PagedList } from "@/components/workstation/paged-list";

type DeskTicketListProps = {
  list: DeskList;
  /** The list's name. */
  label: string;
  me: string;
  /** Whether the reader can be a ticket's engineer. */
  mayTake: boolean;
};

/** One of the desk's lists, with what became of the last ticket taken from it. */
export function DeskTicketList({ list, label, me, mayTake }: DeskTicketListProps) {
  const t = useTranslations("desk.tickets");
  const { tickets, ...paging } = useDeskTickets(list);
  const { take, takingId, taken, refusal } = useTakeTicket();
  return (
    <>
      <div className="flex flex-col gap-2 empty:hidden [&:not(:empty)]:p-4">
        {taken && (
          <Banner
            tone="success"
            action={
              <ButtonLink size="small" href={`/desk?group=${taken.groupId}`}>
                {t("open")}
              </ButtonLink>
            }
          >
            {t("taken", { number: taken.number })}
          </Banner>
        )}
        <RefusalBanner refusal={refusal} />
      </div>
      <PagedList
        key={list}
        label={label}
        rows={tickets}
        paging={paging}
        skeleton={<DeskTicketRowSkeleton />}
        empty={<NothingHere list={list} mayTake={mayTake} />}
        renderRow={(ticket) => (
          <DeskTicketRow
            ticket={ticket}
            busy={takingId === ticket.id}
            onTake={mayTake && ticket.assignee?.personId !== me ? () => take(ticket) : null}
          />
        )}
      />
    </>
  );
}

function NothingHere({ list, mayTake }: Pick<DeskTicketListProps, "list" | "mayTake">) {
  const t = useTranslations("desk.tickets");
  const title = t(list === "queue" ? "queueEmptyTitle" : "mineEmptyTitle");
  const texts = { assigned: "mineEmptyText", member: "memberEmptyText", queue: "queueEmptyText" } as const;
  return (
    <EmptyState icon={<CircleCheck />} title={mayTake ? title : t(list === "queue" ? "unassigned" : "mine")}>
      {t(mayTake || list !== "queue" ? texts[list] : "noRightText")}
    </EmptyState>
  );
}
