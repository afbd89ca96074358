"use client";

import { useTranslations } from "use-intl";
import { CopyButton } from "@/components/ui/copy-button";

type CopyValueProps = {
  /** What it is, for the button's name. */
  name: string;
  value: string;
};

/** A value exactly as it is to be pasted elsewhere, and the button that copies it. */
export function CopyValue({ name, value }: CopyValueProps) {
  const t = useTranslations("console.guide");
  return (
    <div className="flex items-start gap-2">
      <code className="min-w-0 flex-1 rounded-sm bg-code px-2 py-1 font-mono text-sm break-all whitespace-pre-wrap text-ink">
        {value}
      </code>
      <CopyButton value={value} label={t("copyValue", { name })} />
    </div>
  );
}
