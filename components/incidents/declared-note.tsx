"use client";

import { useTranslations } from "use-intl";
import { useQueryState } from "@/components/app-shell/use-query-state";
import { useMoment } from "@/components/tickets/use-moment";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import type { DeclaredIncidentView } from "@/lib/incidents/contract";

type DeclaredNoteProps = {
  declared: DeclaredIncidentView;
  /** Whether its ticket's group is another than the one on the page. */
  leads: boolean;
  onLeave: () => void;
};

/** What a press on Emergency came to: it was declared, or one is running since, and who looks after it. */
export function DeclaredNote({ declared, leads, onLeave }: DeclaredNoteProps) {
  const t = useTranslations("incidents.declared");
  const moment = useMoment();
  const query = useQueryState();
  const { joined, declaredAt, acknowledgedByName, groupId, ticketNumber } = declared;
  const time = moment(declaredAt);

  function handleOpen() {
    onLeave();
    query.push({ group: groupId, message: null, pane: null });
  }

  return (
    <Banner tone="danger" title={joined ? t("joined", { time }) : t("title")}>
      <p>{acknowledgedByName === null ? t("calling") : t("acknowledgedBy", { name: acknowledgedByName })}</p>
      {leads && (
        <Button size="small" className="mt-2" onClick={handleOpen}>
          {t("open", { number: String(ticketNumber) })}
        </Button>
      )}
    </Banner>
  );
}
