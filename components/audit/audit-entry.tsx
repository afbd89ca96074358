"use client";

import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { useFormatter, useTranslations } from "use-intl";
import type { AuditFilterText } from "@/components/audit/audit-filter";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { AuditPlace } from "@/lib/audit/browser/read-audit";
import {
  actionWords,
  detailName,
  subjectWords,
  systemWords,
  valueWords,
} from "@/lib/audit/browser/audit-words";
import type { AuditDetailView, AuditEventView, AuditValueView } from "@/lib/audit/contract";

type AuditEntryProps = {
  event: AuditEventView;
  place: AuditPlace;
  /** Looks for what has the same in it. */
  onNarrow: (changes: Partial<AuditFilterText>) => void;
};

/** One act in a line; opened, all that is recorded of it. */
export function AuditEntry({ event, place, onNarrow }: AuditEntryProps) {
  const t = useTranslations();
  const format = useFormatter();
  const actorName = useActorName();
  const { actor, subject } = event;
  const name = actorName(actor);
  const role = actor.role && (actor.role.name ?? t("audit.gone", { id: actor.role.id ?? "" }));
  return (
    <li>
      <details className="group">
        <summary className="flex min-h-14 cursor-pointer list-none items-center gap-3 px-4 py-2 hover:bg-hover [&::-webkit-details-marker]:hidden">
          <ChevronRight
            aria-hidden="true"
            className="size-4 shrink-0 text-ink-faint transition-transform group-open:rotate-90"
          />
          <span className="min-w-0 flex-1">
            <span className="flex flex-wrap items-baseline gap-x-2">
              <span className="font-medium">{actionWords(t, event.action)}</span>
              {subject.name !== null && <bdi className="min-w-0 break-words">{subject.name}</bdi>}
            </span>
            <span className="block text-sm text-ink-muted">
              <time dateTime={event.createdAt}>
                {format.dateTime(new Date(event.createdAt), { dateStyle: "medium", timeStyle: "medium" })}
              </time>
              {" · "}
              <bdi>{role ? t("audit.byAs", { name, role }) : t("audit.by", { name })}</bdi>
            </span>
          </span>
          {place === "desk" && event.account.name !== null && (
            <span className="hidden max-w-48 truncate sm:block">
              <Badge>{event.account.name}</Badge>
            </span>
          )}
        </summary>
        <div className="flex flex-col gap-3 border-t bg-sunken px-4 py-3">
          <EntryFacts event={event} name={name} role={role} />
          <NarrowButtons event={event} place={place} onNarrow={onNarrow} />
        </div>
      </details>
    </li>
  );
}

/** Who acted, in words: a name, the service team as a whole, a part of the product, or the id of who is gone. */
function useActorName(): (actor: AuditEventView["actor"]) => string {
  const t = useTranslations();
  return ({ kind, id, name, system }) => {
    if (kind === "system") return systemWords(t, system);
    if (id === null) return t("audit.serviceTeam");
    return name ?? t("audit.gone", { id });
  };
}

function EntryFacts({ event, name, role }: { event: AuditEventView; name: string; role: string | null }) {
  const t = useTranslations();
  const { actor, account, subject } = event;
  const withId = (text: string | null, id: string | null): ReactNode => (
    <>
      {text} {id !== null && <code className="text-xs break-all text-ink-faint">{id}</code>}
    </>
  );
  return (
    <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-2">
      <Fact term={t("audit.field.actor")}>
        {withId(`${name} (${t(`audit.actorKind.${actor.kind}`)})`, actor.id)}
      </Fact>
      {actor.role && <Fact term={t("audit.field.role")}>{withId(role, actor.role.id)}</Fact>}
      {account.id !== null && <Fact term={t("audit.field.account")}>{withId(account.name, account.id)}</Fact>}
      <Fact term={t("audit.field.subject")}>
        {withId([subjectWords(t, subject.type), subject.name ?? ""].join(" "), subject.id)}
      </Fact>
      {event.details.map((detail) => (
        <Fact key={detail.key} term={detailName(t, detail.key)}>
          <DetailValue detail={detail} />
        </Fact>
      ))}
      <Fact term={t("audit.field.code")}>
        <code className="text-xs">{event.action}</code>
      </Fact>
      <Fact term={t("audit.field.requestId")}>
        {event.requestId === null ? (
          t("audit.noRequest")
        ) : (
          <code className="text-xs break-all">{event.requestId}</code>
        )}
      </Fact>
    </dl>
  );
}

const instant = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

function DetailValue({ detail: { value, before } }: { detail: AuditDetailView }) {
  const t = useTranslations();
  const format = useFormatter();
  const told = (one: AuditValueView): string =>
    typeof one.value === "string" && instant.test(one.value)
      ? format.dateTime(new Date(one.value), { dateStyle: "medium", timeStyle: "short" })
      : valueWords(t, one);
  if (before === null) return told(value);
  return t("audit.changed", { before: told(before), after: told(value) });
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-ink-muted">{term}</dt>
      <dd className="break-words">{children}</dd>
    </div>
  );
}

function NarrowButtons({ event, place, onNarrow }: AuditEntryProps) {
  const t = useTranslations("audit");
  const { actor, subject, account, requestId } = event;
  const ways: [label: "onlyActor" | "onlySubject" | "onlyAccount" | "onlyRequest", AuditWay][] = [
    ["onlyActor", place === "desk" && actor.id !== null && { actor: actor.id }],
    ["onlySubject", place === "desk" && subject.id !== null && { subjectId: subject.id }],
    ["onlyAccount", place === "desk" && account.id !== null && { account: account.id }],
    ["onlyRequest", requestId !== null && { requestId }],
  ];
  return (
    <div className="flex flex-wrap gap-2 empty:hidden">
      {ways.map(
        ([label, way]) =>
          way && (
            <Button key={label} size="small" onClick={() => onNarrow(way)}>
              {t(label)}
            </Button>
          ),
      )}
    </div>
  );
}

type AuditWay = Partial<AuditFilterText> | false;
