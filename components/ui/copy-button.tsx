"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";

type CopyButtonProps = {
  value: string;
  /** What is copied, for screen readers: "Copy the first redirect URL". */
  label: string;
};

/** Copies a text and says so for two seconds; when the browser refuses, it says that. */
export function CopyButton({ value, label }: CopyButtonProps) {
  const t = useTranslations("common");
  const [outcome, setOutcome] = useState<"copied" | "refused" | null>(null);

  useEffect(() => {
    if (outcome === null) return undefined;
    const timer = setTimeout(() => setOutcome(null), 2_000);
    return () => clearTimeout(timer);
  }, [outcome]);

  async function handleCopy() {
    try {
      await navigator.clipboard.writeText(value);
      setOutcome("copied");
    } catch {
      setOutcome("refused");
    }
  }

  return (
    <>
      <Button size="small" aria-label={label} title={label} onClick={() => void handleCopy()}>
        {outcome === "copied" ? (
          <Check aria-hidden="true" className="size-3.5" />
        ) : (
          <Copy aria-hidden="true" className="size-3.5" />
        )}
        {outcome === null ? t("copy") : t(outcome === "copied" ? "copied" : "copyRefused")}
      </Button>
      <output className="sr-only">
        {outcome === null ? "" : t(outcome === "copied" ? "copied" : "copyRefused")}
      </output>
    </>
  );
}
