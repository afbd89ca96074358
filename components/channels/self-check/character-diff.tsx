"use client";

import { diffChars } from "diff";
import { useTranslations } from "use-intl";
import { classNames } from "@/components/ui/class-names";
import { CopyButton } from "@/components/ui/copy-button";

type CharacterDiffProps = {
  expected: string;
  /** What is there instead; null where nothing is. */
  actual: string | null;
  /** What the value is, for the button that copies it. */
  name: string;
  /** Nobody can tell what is there. */
  isUnread?: boolean;
};

type Part = { value: string; marked: boolean };

const line =
  "min-w-0 flex-1 rounded-sm bg-code px-2 py-1 font-mono text-sm break-all whitespace-pre-wrap text-ink";

/** The right value above the wrong one, with the characters marked in which they differ. */
export function CharacterDiff({ expected, actual, name, isUnread = false }: CharacterDiffProps) {
  const t = useTranslations("selfCheck");
  const changes = actual === null ? [] : diffChars(actual, expected);
  const right: Part[] =
    actual === null
      ? [{ value: expected, marked: false }]
      : changes.filter(({ removed }) => !removed).map(({ value, added }) => ({ value, marked: added }));
  const wrong: Part[] = changes
    .filter(({ added }) => !added)
    .map(({ value, removed }) => ({ value, marked: removed }));
  return (
    <dl className="grid gap-x-3 gap-y-1 text-sm sm:grid-cols-[5.5rem_minmax(0,1fr)]">
      <dt className="text-ink-muted sm:pt-1">{t("expected")}</dt>
      <dd className="flex min-w-0 items-start gap-2">
        <Marked parts={right} mark="bg-success-soft text-success-ink" />
        <CopyButton value={expected} label={t("copyExpected", { row: name })} />
      </dd>
      {!isUnread && (
        <>
          <dt className="text-ink-muted sm:pt-1">{t("actual")}</dt>
          <dd className="flex min-w-0 items-start">
            {actual === null ? (
              <span className="text-ink-muted sm:pt-1">{t("missing")}</span>
            ) : (
              <Marked parts={wrong} mark="bg-danger-soft text-danger-ink line-through" />
            )}
          </dd>
        </>
      )}
      {changes.length > 1 && (
        <dd className="sr-only">
          {changes
            .flatMap(({ added, removed, value }) =>
              added ? [t("added", { text: value })] : removed ? [t("removed", { text: value })] : [],
            )
            .join("; ")}
        </dd>
      )}
    </dl>
  );
}

function Marked({ parts, mark }: { parts: Part[]; mark: string }) {
  return (
    <code className={line}>
      {parts.map(({ value, marked }, index) =>
        marked ? (
          <mark key={index} className={classNames("rounded-xs px-px font-semibold", mark)}>
            {value}
          </mark>
        ) : (
          <span key={index}>{value}</span>
        ),
      )}
    </code>
  );
}
