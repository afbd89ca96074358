"use client";

import { useFormatter, useLocale, useTranslations } from "use-intl";
import type { DutyView, GapView } from "@/lib/duty/contract";

const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
const dayAndClock = { weekday: "short", month: "short", day: "numeric", ...clock } as const;

/** How times and products are written on the duty page, in the reader's zone and language. */
export function useDutyWords(products: DutyView["products"]) {
  const format = useFormatter();
  const locale = useLocale();
  const t = useTranslations("duty");
  const inUse = products.filter(({ retired }) => !retired);
  const names = new Map(
    products.map(({ code, nameEn, nameZh }) => [code, locale === "en" ? nameEn : nameZh]),
  );
  return {
    /** A part of a day; the midnight that ends it is 24:00. */
    partOfDay: ({ start, end }: { start: number; end: number }, dayEnd: number) =>
      `${format.dateTime(start, clock)}–${end === dayEnd ? "24:00" : format.dateTime(end, clock)}`,
    instant: (at: string | number) => format.dateTime(new Date(at), dayAndClock),
    /** What is missing in a gap; products are named unless it is all of them. */
    gap: ({ kind, productCodes }: GapView) => {
      if (kind === "duty_lead") return t("gaps.noLead");
      if (inUse.length > 1 && productCodes.length === inUse.length) return t("gaps.noEngineerAtAll");
      return t("gaps.noEngineer", {
        products: format.list(productCodes.map((code) => names.get(code) ?? code)),
      });
    },
    productName: (code: string) => names.get(code) ?? code,
  };
}
