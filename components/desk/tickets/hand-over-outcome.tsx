"use client";

import { useTranslations } from "use-intl";
import { useReasonText } from "@/components/app-shell/use-reason-text";
import type { HandedOver } from "@/components/desk/tickets/use-hand-over";
import { Banner } from "@/components/ui/banner";

/** What became of each ticket: who has it now, or why it was not handed over. */
export function HandOverOutcomes({ me, rows }: { me: string; rows: readonly HandedOver[] }) {
  const t = useTranslations("desk.handOver");
  const done = rows.filter(({ outcome }) => outcome.refusal === null);
  const kept = rows.filter(({ outcome }) => outcome.refusal !== null);
  return (
    <>
      {done.length > 0 && (
        <Banner tone="success" title={t("done", { count: done.length })}>
          <ul>
            {done.map(({ ticket: { id, number }, outcome }) => (
              <li key={id}>
                <bdi>{t("nowWith", { number: String(number), name: outcome.assignee?.name ?? "–" })}</bdi>
              </li>
            ))}
          </ul>
        </Banner>
      )}
      {kept.length > 0 && (
        <Banner tone="danger" title={t("kept", { count: kept.length })}>
          <ul>
            {kept.map((row) => (
              <KeptTicket key={row.ticket.id} me={me} row={row} />
            ))}
          </ul>
        </Banner>
      )}
    </>
  );
}

function KeptTicket({ me, row: { ticket, outcome } }: { me: string; row: HandedOver }) {
  const t = useTranslations("desk.handOver");
  const reasonText = useReasonText();
  const { assignee, refusal } = outcome;
  const reason = reasonText(refusal?.reason, refusal?.details);
  return (
    <li>
      {t("refused", { number: String(ticket.number), reason })} {assignee?.personId === me && t("stillMine")}
      {assignee && assignee.personId !== me && <bdi>{t("holder", { name: assignee.name })}</bdi>}
    </li>
  );
}
