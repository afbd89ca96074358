"use client";

import { useTranslations } from "use-intl";
import { DeskPage } from "@/components/desk/desk-page";
import { useQueryState } from "@/components/app-shell/use-query-state";
import { DeskTicketList } from "@/components/desk/tickets/desk-ticket-list";
import { HandOverButton } from "@/components/desk/tickets/hand-over-button";
import { Tabs } from "@/components/ui/tabs";
import { FilterChip } from "@/components/workstation/filter-chip";
import { ownLists } from "@/lib/tickets/browser/ticket-lists";

type DeskTicketsProps = {
  me: string;
  /** Whether the reader can be a ticket's engineer. */
  mayTake: boolean;
};

/** The tickets of the desk over all customers: one's own, and what nobody has taken. */
export function DeskTickets({ me, mayTake }: DeskTicketsProps) {
  const t = useTranslations("desk.tickets");
  const address = useQueryState();
  const tab = address.get("list") === "unassigned" ? "unassigned" : "mine";
  const of = ownLists.find((list) => list === address.get("of")) ?? "assigned";
  return (
    <DeskPage back={t("back")} fits>
      <main className="flex min-h-0 flex-1 flex-col">
        <h1 className="px-4 pt-3 text-xl font-semibold">{t("title")}</h1>
        <Tabs
          label={t("title")}
          tabs={[
            { id: "mine", label: t("mine") },
            { id: "unassigned", label: t("unassigned") },
          ]}
          selected={tab}
          onSelect={(chosen) => address.replace({ list: chosen === "mine" ? null : chosen, of: null })}
          className="flex min-h-0 flex-1 flex-col"
          panelClassName="flex min-h-0 flex-1 flex-col"
        >
          {tab === "mine" && (
            <div className="flex shrink-0 flex-wrap items-center justify-between gap-2 border-b px-4 py-2">
              <fieldset aria-label={t("whose")} className="flex flex-wrap gap-1.5">
                {ownLists.map((list) => (
                  <FilterChip
                    key={list}
                    pressed={of === list}
                    onPress={() => address.replace({ of: list === "assigned" ? null : list })}
                  >
                    {t(list)}
                  </FilterChip>
                ))}
              </fieldset>
              {mayTake && <HandOverButton me={me} />}
            </div>
          )}
          <DeskTicketList
            key={tab}
            list={tab === "mine" ? of : "queue"}
            label={t(tab)}
            me={me}
            mayTake={mayTake}
          />
        </Tabs>
      </main>
    </DeskPage>
  );
}
