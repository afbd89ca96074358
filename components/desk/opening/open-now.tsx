"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl";
import { RefusalBanner } from "@/components/app-shell/refusal-banner";
import { useAction } from "@/components/app-shell/use-action";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { useHydrated } from "@/components/ui/use-hydrated";
import { endBreakGlassAction } from "@/lib/desk/actions";
import type { BreakGlassView } from "@/lib/desk/contract";

/** The conversations somebody has open without being in them. */
export function OpenNow({ open }: { open: readonly BreakGlassView[] }) {
  const t = useTranslations("opening");
  return (
    <section aria-labelledby="open-now" className="flex flex-col gap-2">
      <h2 id="open-now" className="text-lg font-semibold">
        {t("now")}
      </h2>
      {open.length === 0 ? (
        <p className="text-ink-muted">{t("none")}</p>
      ) : (
        <ul className="divide-y rounded-lg border bg-raised">
          {open.map((one) => (
            <OpenRow key={one.groupId} open={one} />
          ))}
        </ul>
      )}
    </section>
  );
}

function OpenRow({ open }: { open: BreakGlassView }) {
  const t = useTranslations("opening");
  const router = useRouter();
  const isKnown = useHydrated();
  const { run, refusal, isPending } = useAction(endBreakGlassAction, () => router.refresh());
  const { groupId, groupName, organizationName, reason, endsAt } = open;
  return (
    <li className="flex flex-col gap-2 px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-60">
          <p className="font-medium break-words">
            <bdi>{groupName}</bdi>
          </p>
          <p className="min-h-5 text-sm text-ink-muted">
            <bdi>{organizationName}</bdi> · {isKnown && t("until", { at: new Date(endsAt) })}
          </p>
          <p className="text-sm break-words text-ink-muted">
            <bdi>{reason}</bdi>
          </p>
        </div>
        <ButtonLink href={`/desk?group=${groupId}`}>{t("read")}</ButtonLink>
        <Button
          aria-label={t("endOf", { group: groupName })}
          busy={isPending}
          onClick={() => run({ groupId })}
        >
          {t("end")}
        </Button>
      </div>
      <RefusalBanner refusal={refusal} />
    </li>
  );
}
