"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { usePersonName } from "@/components/app-shell/use-person-name";
import { useMoment } from "@/components/tickets/use-moment";
import { useProducts } from "@/components/tickets/use-products";
import type { TicketView } from "@/lib/tickets/contract";

/** Who and what a ticket is about. */
export function TicketFacts({ ticket }: { ticket: TicketView }) {
  const t = useTranslations("tickets.pane");
  const moment = useMoment();
  const { nameOf } = useProducts();
  const personName = usePersonName();
  const { requester, productCode, createdAt, beganAt, region, resourceIds } = ticket;
  return (
    <dl className="flex flex-col gap-1">
      <Fact name={t("requester")}>
        <bdi>{personName(requester.name)}</bdi>
      </Fact>
      <Fact name={t("engineer")}>
        <EngineerText ticket={ticket} />
      </Fact>
      <Fact name={t("product")}>{nameOf(productCode)}</Fact>
      <Fact name={t("created")}>{moment(createdAt)}</Fact>
      {beganAt !== null && <Fact name={t("beganAt")}>{moment(beganAt)}</Fact>}
      {region !== null && <Fact name={t("region")}>{region}</Fact>}
      {resourceIds.length > 0 && (
        <Fact name={t("resources")}>
          {resourceIds.map((id) => (
            <code key={id} className="block font-mono text-sm [overflow-wrap:anywhere]">
              {id}
            </code>
          ))}
        </Fact>
      )}
    </dl>
  );
}

function EngineerText({ ticket: { assignee, waitingForDuty } }: { ticket: TicketView }) {
  const t = useTranslations("tickets.pane");
  const moment = useMoment();
  if (assignee) return <bdi>{assignee.name}</bdi>;
  if (!waitingForDuty) return t("nobody");
  const { nextShiftAt } = waitingForDuty;
  return nextShiftAt === null ? t("noShift") : t("nextShift", { time: moment(nextShiftAt) });
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex items-baseline gap-2">
      <dt className="w-28 shrink-0 text-ink-muted">{name}</dt>
      <dd className="min-w-0 flex-1 break-words">{children}</dd>
    </div>
  );
}
