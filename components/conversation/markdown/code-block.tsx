"use client";

import { type ReactNode, useRef, useState } from "react";
import { Check, Copy } from "lucide-react";
import { useTranslations } from "use-intl";
import { IconButton } from "@/components/ui/icon-button";

/** Code as it was written: scrolls sideways by itself, and can be copied whole. */
export function CodeBlock({ children }: { children: ReactNode }) {
  const t = useTranslations("conversation");
  const block = useRef<HTMLPreElement>(null);
  const [copied, setCopied] = useState(false);

  async function handleCopy() {
    await navigator.clipboard.writeText(block.current?.textContent ?? "");
    setCopied(true);
    setTimeout(() => setCopied(false), 2_000);
  }

  return (
    <div className="group/code relative my-1 max-w-full">
      <pre
        ref={block}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label={t("code")}
        className="max-h-96 overflow-auto rounded-md border bg-code p-3 pr-10 font-mono text-sm leading-5 [tab-size:4] whitespace-pre"
      >
        {children}
      </pre>
      <IconButton
        label={t(copied ? "codeCopied" : "copyCode")}
        onClick={() => void handleCopy()}
        className="absolute top-1 right-1 bg-code opacity-0 group-focus-within/code:opacity-100 group-hover/code:opacity-100 pointer-coarse:opacity-100"
      >
        {copied ? <Check /> : <Copy />}
      </IconButton>
    </div>
  );
}
