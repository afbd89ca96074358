"use client";

import { CircleAlert, File, RotateCw, X } from "lucide-react";
import { useTranslations } from "use-intl";
import { useReasonText } from "@/components/app-shell/use-reason-text";
import type { Attachments } from "@/components/attachments/use-attachments";
import { useFileSize } from "@/components/attachments/use-file-size";
import { classNames } from "@/components/ui/class-names";
import { IconButton } from "@/components/ui/icon-button";
import type { FileDraft, FileProblem } from "@/lib/messages/browser/file-drafts";

type FileDraftListProps = {
  attachments: Pick<Attachments, "items" | "problem" | "remove" | "retry">;
  className?: string;
};

/** The files of a form on their way: how far each is, what went wrong, and how to stop or repeat it. */
export function FileDraftList({ attachments, className }: FileDraftListProps) {
  const t = useTranslations("attachments");
  const { items, problem, remove, retry } = attachments;
  const arrived = items.filter(({ state }) => state === "ready").length;
  return (
    <>
      {(items.length > 0 || problem) && (
        <div className={className}>
          {problem && <Problem problem={problem} />}
          <ul aria-label={t("files", { count: items.length })} className="flex flex-wrap items-start gap-2">
            {items.map((item) => (
              <Item
                key={item.key}
                item={item}
                onRemove={() => remove(item.key)}
                onRetry={() => retry(item.key)}
              />
            ))}
          </ul>
        </div>
      )}
      {/* Only whole files are told, not every percent. */}
      <output className="sr-only">
        {items.length > 0 && t("arrived", { count: arrived, total: items.length })}
      </output>
    </>
  );
}

function Problem({ problem }: { problem: FileProblem }) {
  const reasonText = useReasonText();
  const common = useTranslations("common");
  return (
    <p role="alert" className="flex gap-2 pb-1 text-sm text-danger-ink">
      <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      <span className="min-w-0">
        {reasonText(problem.reason, problem.details)}
        {problem.requestId !== null && (
          <span className="block font-mono text-xs break-all">
            {common("requestId", { id: problem.requestId })}
          </span>
        )}
      </span>
    </p>
  );
}

type ItemProps = { item: FileDraft; onRemove: () => void; onRetry: () => void };

function Item({ item, onRemove, onRetry }: ItemProps) {
  const t = useTranslations("attachments");
  const { name, state, problem } = item;
  const canRetry = state === "failed" && problem !== null && !hopeless.has(problem.reason);
  return (
    <li className={classNames("w-72 max-w-full rounded-md border bg-raised", problem && "border-danger-ink")}>
      <div className="flex h-12 items-center gap-2 pr-1 pl-3">
        <File aria-hidden="true" className="size-5 shrink-0 text-ink-muted" />
        <div className="min-w-0 flex-1">
          <bdi className="block truncate leading-5 font-medium">{name}</bdi>
          <Progress item={item} />
        </div>
        {canRetry && (
          <IconButton label={t("retry", { name })} onClick={onRetry}>
            <RotateCw />
          </IconButton>
        )}
        <IconButton label={t(state === "uploading" ? "cancel" : "remove", { name })} onClick={onRemove}>
          <X />
        </IconButton>
      </div>
      {problem && (
        <div className="px-3">
          <Problem problem={problem} />
        </div>
      )}
    </li>
  );
}

/** What the file itself is refused for: sending it again changes nothing. */
const hopeless: ReadonlySet<string> = new Set(["messages.file_empty", "messages.file_too_large"]);

function Progress({ item: { name, size, share, state } }: { item: FileDraft }) {
  const t = useTranslations("attachments");
  const fileSize = useFileSize();
  if (state !== "uploading") return <span className="block text-xs text-ink-faint">{fileSize(size)}</span>;
  return (
    <progress
      aria-label={t("uploading", { name })}
      max={1}
      value={share}
      className="block h-1 w-full overflow-hidden rounded-full bg-sunken accent-accent"
    />
  );
}
