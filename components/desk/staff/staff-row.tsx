"use client";

import { Ellipsis } from "lucide-react";
import { useTranslations } from "use-intl";
import type { PersonTask } from "@/components/desk/staff/staff-dialogs";
import { Badge } from "@/components/ui/badge";
import { Menu } from "@/components/ui/menu";
import { useHydrated } from "@/components/ui/use-hydrated";
import type { StaffView } from "@/lib/identity/contract";

type StaffRowProps = { person: StaffView; isMe: boolean; onBegin: (kind: PersonTask) => void };

/** One of the service team: what they are, how they sign in, and what can be done about it. */
export function StaffRow({ person, isMe, onBegin }: StaffRowProps) {
  const t = useTranslations("staff");
  const tDuty = useTranslations("duty");
  const { name, email, roles, isDisabled } = person;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-4 gap-y-2 px-4 py-3 md:grid-cols-[minmax(0,18rem)_minmax(0,1fr)_minmax(12rem,16rem)_auto]">
      <div className={isDisabled ? "min-w-0 text-ink-muted" : "min-w-0"}>
        <p className="flex flex-wrap items-baseline gap-x-2 font-medium">
          <bdi className="min-w-0 break-words">{name}</bdi>
          {isMe && <span className="text-sm font-normal text-ink-muted">({t("you")})</span>}
        </p>
        <p className="text-sm break-all text-ink-muted">{email}</p>
      </div>
      <p className="col-span-2 row-start-2 flex min-w-0 flex-wrap gap-1 md:col-span-1 md:row-start-auto">
        {isDisabled && person.deletion === null && <Badge tone="danger">{t("disabled")}</Badge>}
        {person.deletion !== null && <Badge tone="danger">{t(`deletion.${person.deletion}`)}</Badge>}
        {roles.map((role) => (
          <Badge key={role}>{tDuty("role", { role })}</Badge>
        ))}
      </p>
      <SignIn person={person} />
      <Actions person={person} isMe={isMe} onBegin={onBegin} />
    </li>
  );
}

function SignIn({ person }: { person: StaffView }) {
  const t = useTranslations("staff");
  const isKnown = useHydrated();
  const { hasPassword, hasSecondFactor, signedInAt } = person;
  return (
    <div className="col-span-2 min-w-0 text-sm text-ink-muted md:col-span-1">
      <p className="min-h-5">
        {signedInAt === null ? t("neverSignedIn") : isKnown && t("signedIn", { at: new Date(signedInAt) })}
      </p>
      <p>
        <span className={hasSecondFactor ? "text-success-ink" : undefined}>
          {t(hasSecondFactor ? "factor.set" : "factor.none")}
        </span>
        {!hasPassword && ` · ${t("oidcOnly")}`}
      </p>
    </div>
  );
}

function Actions({ person, isMe, onBegin }: StaffRowProps) {
  const t = useTranslations("staff.actions");
  const item = (kind: PersonTask, label: string, danger = false) => ({
    id: kind,
    label,
    danger,
    onSelect: () => onBegin(kind),
  });
  if (person.deletion === "running" || person.deletion === "held") return null;
  const remove = item("delete", t("delete"), true);
  const items =
    person.deletion === "failed"
      ? [remove]
      : [
          ...(isMe ? [] : [item("roles", t("roles"))]),
          item("password", t("password")),
          ...(person.hasSecondFactor ? [item("factor", t("factor"))] : []),
          ...(isMe
            ? []
            : [
                person.isDisabled ? item("enable", t("enable")) : item("disable", t("disable"), true),
                remove,
              ]),
        ];
  return (
    <div className="col-start-2 row-start-1 md:col-start-auto md:row-start-auto">
      <Menu
        label={t("label", { name: person.name })}
        trigger={<Ellipsis aria-hidden="true" className="size-4" />}
        groups={[{ id: "actions", items }]}
      />
    </div>
  );
}
