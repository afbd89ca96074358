"use client";

import { useTranslations } from "use-intl";
import { rowTextKey } from "@/lib/channels/browser/row-text-key";
import { checkSteps, type CheckRowView } from "@/lib/channels/self-check-contract";

/** What a row of the self-check says. */
export function useRowText(): (row: CheckRowView) => string {
  const t = useTranslations("selfCheck");
  return (row) => {
    const key = rowTextKey(row);
    const cause = checkSteps.find((step) => step === row.details["cause"]);
    const words = {
      ...row.details,
      cause: cause ? t(`title.${cause}`) : "",
      names: row.people.map(({ name }) => name).join(", ") || "–",
    };
    // Findings come from the server as strings: the test of the rows proves that each has a text.
    return t.has(key as never) ? t(key as never, words as never) : t("unread.later");
  };
}
