"use client";

import "@/app/globals.css";
import { useEffect } from "react";
import { pressWhatWasPressedEarly } from "@/components/app-shell/early-press";
import en from "@/lib/i18n/messages/en/common.json";
import zhCn from "@/lib/i18n/messages/zh-CN/common.json";

type GlobalErrorPageProps = { error: Error & { digest?: string } };

/** The layout itself failed, and with it the choice of language: both are shown. */
export default function GlobalErrorPage({ error }: GlobalErrorPageProps) {
  // Here the providers may never have said it, and presses would be kept for ever.
  useEffect(pressWhatWasPressedEarly, []);
  return (
    <html lang="en" data-theme="system">
      <body>
        <main className="mx-auto flex min-h-full max-w-md flex-col justify-center gap-6 p-6">
          <section lang="zh-CN">
            <h1 className="mb-1 text-xl font-semibold">{zhCn.errorTitle}</h1>
            <p className="text-ink-muted">{zhCn.errorText}</p>
          </section>
          <section>
            <h2 className="mb-1 text-xl font-semibold">{en.errorTitle}</h2>
            <p className="text-ink-muted">{en.errorText}</p>
          </section>
          {error.digest !== undefined && (
            <p className="font-mono text-sm text-ink-faint">ID {error.digest}</p>
          )}
          <button
            type="button"
            onClick={() => window.location.reload()}
            className="self-start text-accent-ink underline"
          >
            {zhCn.reload} / {en.reload}
          </button>
        </main>
      </body>
    </html>
  );
}
