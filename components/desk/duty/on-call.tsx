"use client";

import { TriangleAlert } from "lucide-react";
import { useTranslations } from "use-intl";
import { useDutyWords } from "@/components/desk/duty/use-duty-words";
import { Avatar } from "@/components/ui/avatar";
import { Card } from "@/components/ui/card";
import { useHydrated } from "@/components/ui/use-hydrated";
import { type DutyView, dutyKinds, type OnCallView } from "@/lib/duty/contract";

/** Who is on call now, by what they are on duty as. */
export function OnCall({ duty }: { duty: DutyView }) {
  const t = useTranslations("duty");
  return (
    <section aria-labelledby="on-call">
      <h2 id="on-call" className="mb-2 text-lg font-semibold">
        {t("onCall.title")}
      </h2>
      <div className="grid gap-3 md:grid-cols-3">
        {dutyKinds.map((kind) => (
          <Card key={kind} level="h3" title={t(`kind.${kind}`)}>
            {duty.onCall[kind].length === 0 ? (
              <p className="flex items-center gap-2 text-warning-ink">
                <TriangleAlert aria-hidden="true" className="size-4 shrink-0" />
                {t("onCall.nobody")}
              </p>
            ) : (
              <ul className="flex flex-col gap-3">
                {duty.onCall[kind].map((person) => (
                  <OnCallPerson key={`${person.personId} ${person.until}`} person={person} duty={duty} />
                ))}
              </ul>
            )}
          </Card>
        ))}
      </div>
    </section>
  );
}

function OnCallPerson({ person, duty }: { person: OnCallView; duty: DutyView }) {
  const t = useTranslations("duty");
  const { instant } = useDutyWords(duty.products);
  const isKnown = useHydrated();
  const colleague = duty.colleagues.find(({ personId }) => personId === person.personId);
  return (
    <li className="flex items-start gap-2">
      <Avatar name={person.name} />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{person.name}</p>
        <p className="min-h-5 text-sm text-ink-muted">
          {isKnown && t("onCall.until", { time: instant(person.until) })}
          {colleague && (
            <>
              {" · "}
              {t("load", { open: colleague.openTickets, capacity: colleague.capacity })}
            </>
          )}
        </p>
        <p className="text-xs text-ink-faint">{t("plannedIn", { zone: person.zone })}</p>
      </div>
    </li>
  );
}
