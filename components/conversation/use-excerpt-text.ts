"use client";

import { useTranslations } from "use-intl";

/** A message in one line: its words, and how many files it carries. */
export function useExcerptText(): (excerpt: string, files: number) => string {
  const t = useTranslations("attachments");
  return (excerpt, files) => {
    if (files === 0) return excerpt;
    return excerpt === "" ? t("only", { count: files }) : t("withText", { text: excerpt, count: files });
  };
}
