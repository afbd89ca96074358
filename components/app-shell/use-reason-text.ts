"use client";

import { useTranslations } from "use-intl";

type Details = Record<string, string | number>;

/** What a refusal's reason means to the person; a reason without a text of its own is told as our fault. */
export function useReasonText(): (reason: string | undefined, details?: Details) => string {
  const t = useTranslations();
  return (reason, details) => {
    const key = `errors.${reason ?? ""}`;
    // Reasons come from the server as strings: the catalog test proves that each has a text.
    return t.has(key as never) ? t(key as never, details as never) : t("common.unexpectedError");
  };
}
