"use client";

import { CircleAlert, CircleCheck, CircleHelp } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { type BrowserPath, checkBrowserPath } from "@/lib/channels/browser/browser-path";

/** Codes of the sign-in live for minutes; less than this harms nothing. */
const CLOCK_TOLERANCE_SECONDS = 30;

/** Whether this browser reaches what the workbench needs: asked of nobody but ourselves, and kept nowhere. */
export function BrowserPathCheck({ appId }: { appId: string }) {
  const t = useTranslations("selfCheck.browser");
  const [found, setFound] = useState<BrowserPath | "running" | null>(null);
  const path = found === "running" ? null : found;
  const host = typeof window === "undefined" ? "" : window.location.host;

  async function run() {
    setFound("running");
    setFound(await checkBrowserPath(appId));
  }

  const seconds = Math.abs(path?.clockOffsetSeconds ?? 0);
  const clockIsRight =
    path === null || path.clockOffsetSeconds === null ? null : seconds <= CLOCK_TOLERANCE_SECONDS;
  const rows = [
    {
      title: t("page"),
      isRight: path && path.page === "ok",
      text: { ok: t("pageOk"), wrong: t("pageWrong", { host }) },
    },
    {
      title: t("socket"),
      isRight: path && path.socket === "ok",
      text: { ok: t("socketOk"), wrong: t("socketWrong", { host }) },
    },
    {
      title: t("clock"),
      isRight: clockIsRight,
      text: { ok: t("clockOk", { seconds: Math.max(1, seconds) }), wrong: t("clockWrong", { seconds }) },
    },
  ];
  return (
    <div className="flex flex-col gap-3">
      <p className="text-sm text-ink-muted">{t("lead")}</p>
      <ul className="flex flex-col gap-2" aria-live="polite">
        {rows.map(({ title, isRight, text }) => (
          <li key={title} className="flex items-start gap-2 text-sm">
            <PathIcon isRight={isRight} />
            <span className="min-w-0">
              <span className="font-medium">{title}</span>{" "}
              <span className="text-ink-muted">
                {isRight === null
                  ? t(found === "running" ? "running" : "not")
                  : isRight
                    ? text.ok
                    : text.wrong}
              </span>
            </span>
          </li>
        ))}
      </ul>
      <Button className="self-start" busy={found === "running"} onClick={() => void run()}>
        {t("run")}
      </Button>
    </div>
  );
}

function PathIcon({ isRight }: { isRight: boolean | null }) {
  const style = "mt-0.5 size-4 shrink-0";
  if (isRight === null) return <CircleHelp aria-hidden="true" className={`${style} text-ink-muted`} />;
  return isRight ? (
    <CircleCheck aria-hidden="true" className={`${style} text-success-ink`} />
  ) : (
    <CircleAlert aria-hidden="true" className={`${style} text-danger-ink`} />
  );
}
