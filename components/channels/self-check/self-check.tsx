"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { RefusalBanner } from "@/components/app-shell/refusal-banner";
import { BrowserPathCheck } from "@/components/channels/self-check/browser-path";
import { CheckRow } from "@/components/channels/self-check/check-row";
import { HealthBadge } from "@/components/channels/self-check/health-badge";
import { RunHistory } from "@/components/channels/self-check/run-history";
import { TestCard } from "@/components/channels/self-check/test-card";
import { useAction } from "@/components/app-shell/use-action";
import { useStepUp } from "@/components/security/use-step-up";
import { useMoment } from "@/components/tickets/use-moment";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { recheckChannelAction } from "@/lib/channels/actions";
import type { CheckStep, SelfCheckView } from "@/lib/channels/self-check-contract";
import type { SignInDoor } from "@/lib/identity/contract";

type SelfCheckProps = {
  door: SignInDoor;
  check: SelfCheckView;
  /** Whether asking Feishu again is offered, besides looking. */
  mayAsk?: boolean;
};

/** Rows nothing can be asked about: one is for the eye, the other costs a card. */
const unaskable: readonly CheckStep[] = ["new_tab", "message_path"];

/** The self-check of a channel: what Feishu said of each step, when, and asking it again. */
export function SelfCheck({ door, check, mayAsk = true }: SelfCheckProps) {
  const t = useTranslations("selfCheck");
  const { stepUp, stepUpDialog } = useStepUp(door);
  const [done, setDone] = useState<string | null>(null);
  const [asked, setAsked] = useState<CheckStep | "all">("all");
  const { run, refusal, isPending } = useAction(
    (step: CheckStep | undefined) =>
      stepUp(() => recheckChannelAction(door, { channelId: check.channelId, ...(step ? { step } : {}) })),
    ({ wentLive }) => setDone(t(wentLive ? "wentLive" : "rechecked")),
  );
  const recheck = (step?: CheckStep) => {
    setDone(null);
    setAsked(step ?? "all");
    run(step);
  };

  return (
    <div className="flex flex-col gap-4">
      {check.status === "saved" && (
        <Banner tone="warning" title={t("savedTitle")}>
          {t("savedText")}
        </Banner>
      )}
      <section aria-label={t("heading")} className="rounded-lg border bg-raised">
        <Summary check={check} />
        {mayAsk && (
          <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b px-4 pb-3">
            <Button variant="primary" busy={isPending && asked === "all"} onClick={() => recheck()}>
              {t("recheckAll")}
            </Button>
            <span className="text-sm text-ink-muted">{t("recheckAllCost")}</span>
            <output className="text-sm text-success-ink empty:hidden">{done}</output>
          </div>
        )}
        {refusal && (
          <div className="p-4">
            <RefusalBanner refusal={refusal} />
          </div>
        )}
        <ul>
          {check.rows.map((row) => (
            <CheckRow
              key={row.step}
              row={row}
              busy={isPending && asked === row.step}
              onRecheck={!mayAsk || unaskable.includes(row.step) ? undefined : () => recheck(row.step)}
            >
              {mayAsk && row.step === "message_path" && <TestCard door={door} check={check} />}
            </CheckRow>
          ))}
        </ul>
      </section>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Card title={t("history.title")}>
          <RunHistory runs={check.history} />
        </Card>
        <Card title={t("browser.title")}>
          <BrowserPathCheck appId={check.appId} />
        </Card>
      </div>
      {stepUpDialog}
    </div>
  );
}

function Summary({ check }: { check: SelfCheckView }) {
  const t = useTranslations("selfCheck");
  const moment = useMoment();
  const toRepair = check.rows.filter(({ state }) => state === "wrong" || state === "warning").length;
  return (
    <div className="flex flex-col gap-1 px-4 pt-4 pb-3">
      <p className="flex flex-wrap items-center gap-2">
        <HealthBadge {...check} />
        <span className="font-medium">{t("summary", { count: toRepair })}</span>
        <span className="font-mono text-sm break-all text-ink-muted">{check.appId}</span>
      </p>
      <p className="text-sm text-ink-muted">
        {t("checkedAt", { at: moment(check.checkedAt) })}
        {check.nextCheckAt !== null && ` · ${t("nextAt", { at: moment(check.nextCheckAt) })}`}
      </p>
      <p className="text-sm text-ink-muted">{t("lead")}</p>
    </div>
  );
}
