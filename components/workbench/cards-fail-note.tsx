"use client";

import { useTranslations } from "use-intl";
import { Banner } from "@/components/ui/banner";

/** Whoever waits for a card in Feishu would wait in vain: nothing an employee can repair, so it says only where to look. */
export function CardsFailNote() {
  const t = useTranslations("workbench");
  return (
    <Banner tone="warning" className="m-2 text-sm">
      {t("cardsFail")}
    </Banner>
  );
}
