"use client";

import { useTranslations } from "use-intl";
import { Banner } from "@/components/ui/banner";
import type { Refusal } from "@/lib/errors/result";

/** Why something was refused, in the reader's language, with the id support asks for when it is our fault. */
export function RefusalBanner({ refusal }: { refusal: Refusal }) {
  const t = useTranslations("errors");
  const tCommon = useTranslations("common");
  // Reasons come from the server; the test of the catalogs proves that each has its text.
  const reason = refusal.reason as Parameters<typeof t>[0];
  const text = t.has(reason) ? t(reason, refusal.details as never) : t("common.internal");
  return (
    <Banner tone="danger" className="mb-4">
      <p>{text}</p>
      {refusal.code === "INTERNAL" && (
        <p className="mt-1 text-sm">{tCommon("requestId", { id: refusal.requestId })}</p>
      )}
    </Banner>
  );
}
