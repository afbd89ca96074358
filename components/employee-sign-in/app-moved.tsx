"use client";

import { useTranslations } from "use-intl";
import { NarrowPage } from "@/components/app-shell/narrow-page";
import { buttonStyle } from "@/components/ui/button-style";

type AppMovedProps = {
  /** The App ID of today. */
  appId: string;
  /** The page that was asked for, under it. */
  returnTo: string;
};

/** Behind an old address: the organization made its app anew, and the way in is that app's. */
export function AppMoved({ appId, returnTo }: AppMovedProps) {
  const t = useTranslations("employeeSignIn.moved");
  return (
    <NarrowPage title={t("title")}>
      <p className="mb-4 text-ink-muted">{t("text")}</p>
      {/* A full load: a route that leads to Feishu. */}
      <a
        href={`/thirdparty/feishu/${encodeURIComponent(appId)}/login?redirect=${encodeURIComponent(returnTo)}`}
        className={buttonStyle("primary")}
      >
        {t("goOn")}
      </a>
    </NarrowPage>
  );
}
