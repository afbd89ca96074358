"use client";

import { CircleAlert, CircleCheck, CircleHelp, ExternalLink, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { CharacterDiff } from "@/components/channels/self-check/character-diff";
import { useRowText } from "@/components/channels/self-check/use-row-text";
import { useMoment } from "@/components/tickets/use-moment";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { type CheckRowView, unreadFindings } from "@/lib/channels/self-check-contract";

type State = CheckRowView["state"];

const icons = { ok: CircleCheck, warning: TriangleAlert, wrong: CircleAlert, not_checkable: CircleHelp };
const inks: Record<State, string> = {
  ok: "text-success-ink",
  warning: "text-warning-ink",
  wrong: "text-danger-ink",
  not_checkable: "text-ink-muted",
};

type CheckRowProps = {
  row: CheckRowView;
  busy: boolean;
  /** Asks Feishu for this row alone; absent where nothing can be asked. */
  onRecheck?: (() => void) | undefined;
  /** What else can be done about the row. */
  children?: ReactNode;
};

/** One row of the self-check: its colour in words, what is wrong, the right value, and the page in Feishu that repairs it. */
export function CheckRow({ row, busy, onRecheck, children }: CheckRowProps) {
  const t = useTranslations("selfCheck");
  const rowText = useRowText();
  const moment = useMoment();
  const Icon = icons[row.state];
  const title = t(`title.${row.step}`);
  const id = `check-${row.step}`;
  // A person can look up what no call tells, and not what another row keeps from being read.
  const isUnread = unreadFindings.some((finding) => finding === row.finding);
  const isOpen = row.state !== "ok";
  return (
    <li aria-labelledby={id} className="flex flex-col gap-2 border-t px-4 py-3 first:border-t-0">
      <div className="flex flex-wrap items-start gap-x-3 gap-y-1">
        <Icon aria-hidden="true" className={classNames("mt-0.5 size-4 shrink-0", inks[row.state])} />
        <div className="min-w-0 flex-1">
          <p className="flex flex-wrap items-baseline gap-x-2">
            <span id={id} className="font-medium">
              {title}
            </span>
            <span className={classNames("text-sm", inks[row.state])}>
              {isUnread ? t("state.unread") : t(`state.${row.state}`)}
            </span>
          </p>
          <p className="text-sm break-words text-ink-muted">
            {rowText(row)}{" "}
            {row.finding !== "not_asked" && row.finding !== "not_tried" && (
              <span className="whitespace-nowrap text-ink-faint">{t("rowAt", { at: moment(row.at) })}</span>
            )}
          </p>
        </div>
        {onRecheck && (
          <Button variant="ghost" busy={busy} aria-label={`${t("recheckRow")}: ${title}`} onClick={onRecheck}>
            {t("recheckRow")}
          </Button>
        )}
      </div>
      {row.compared.map(({ expected, actual }) => (
        <div key={expected} className="pl-7">
          <CharacterDiff
            expected={expected}
            actual={actual}
            name={title}
            isUnread={row.state === "not_checkable"}
          />
        </div>
      ))}
      {row.people.length > 0 && row.step === "availability" && (
        <ul className="flex flex-wrap gap-x-3 pl-7 text-sm">
          {row.people.map(({ personId, name }) => (
            <li key={personId}>{name}</li>
          ))}
        </ul>
      )}
      {isOpen && row.page !== null && !isUnread && (
        <a
          href={row.page}
          target="_blank"
          rel="noreferrer"
          aria-label={t("openPageOf", { row: title })}
          className="ml-7 inline-flex min-h-6 items-center gap-1 self-start text-sm text-accent-ink underline pointer-coarse:min-h-10"
        >
          {t("openPage")}
          <ExternalLink aria-hidden="true" className="size-3.5" />
        </a>
      )}
      {children && <div className="pl-7">{children}</div>}
    </li>
  );
}
