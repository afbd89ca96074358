"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { useTranslations } from "use-intl";
import { RefusalBanner } from "@/components/app-shell/refusal-banner";
import { CodeDialog } from "@/components/security/code-dialog";
import { Enrolment } from "@/components/security/enrolment";
import { RecoveryCodes } from "@/components/security/recovery-codes";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { Refusal } from "@/lib/errors/result";
import { removeSecondFactorAction, startSecondFactorAction } from "@/lib/identity/actions";
import type { EnrolmentView, SecurityView, SignInDoor } from "@/lib/identity/contract";

type SecondFactorCardProps = { door: SignInDoor; security: SecurityView };

type Step = { enrolment: EnrolmentView } | { recoveryCodes: string[] } | null;

/** One's own second factor: set it up, see that it is there, replace or remove it. */
export function SecondFactorCard({ door, security }: SecondFactorCardProps) {
  const t = useTranslations("security.factor");
  const router = useRouter();
  const [step, setStep] = useState<Step>(null);

  if (step !== null && "enrolment" in step) {
    return (
      <Card title={t("title")}>
        <Enrolment
          key={step.enrolment.secret}
          door={door}
          enrolment={step.enrolment}
          onConfirmed={(recoveryCodes) => {
            setStep({ recoveryCodes });
            router.refresh();
          }}
        />
      </Card>
    );
  }
  if (step !== null) {
    return (
      <Card title={t("title")}>
        <RecoveryCodes codes={step.recoveryCodes} onKept={() => setStep(null)} />
      </Card>
    );
  }
  return (
    <Card title={t("title")}>
      {security.secondFactor === null ? (
        <NoFactor
          door={door}
          isRequired={security.isRequired}
          onStarted={(enrolment) => setStep({ enrolment })}
        />
      ) : (
        <FactorThere
          door={door}
          factor={security.secondFactor}
          onRestarted={(enrolment) => setStep({ enrolment })}
        />
      )}
    </Card>
  );
}

type NoFactorProps = {
  door: SignInDoor;
  isRequired: boolean;
  onStarted: (enrolment: EnrolmentView) => void;
};

function NoFactor({ door, isRequired, onStarted }: NoFactorProps) {
  const t = useTranslations("security.factor");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isPending, startTransition] = useTransition();

  function start() {
    startTransition(async () => {
      const started = await startSecondFactorAction(door, {});
      if (started.ok) onStarted(started.value);
      else setRefusal(started.error);
    });
  }

  return (
    <div className="flex flex-col items-start gap-3">
      <Banner tone="warning" title={t(isRequired ? "required" : "recommended")} className="w-full">
        {t(isRequired ? "requiredText" : door === "staff" ? "recommendedTextDesk" : "recommendedText")}
      </Banner>
      <p>{t("none")}</p>
      <RefusalBanner refusal={refusal} />
      <Button variant="primary" busy={isPending} onClick={start}>
        {t("setUp")}
      </Button>
    </div>
  );
}

type FactorThereProps = {
  door: SignInDoor;
  factor: NonNullable<SecurityView["secondFactor"]>;
  onRestarted: (enrolment: EnrolmentView) => void;
};

function FactorThere({ door, factor, onRestarted }: FactorThereProps) {
  const t = useTranslations("security");
  const router = useRouter();
  const [asking, setAsking] = useState<"replace" | "remove" | null>(null);

  async function replace(code: string): Promise<Refusal | null> {
    const restarted = await startSecondFactorAction(door, { code });
    if (!restarted.ok) return restarted.error;
    onRestarted(restarted.value);
    router.refresh();
    return null;
  }

  async function remove(code: string): Promise<Refusal | null> {
    const removed = await removeSecondFactorAction(door, { code });
    if (!removed.ok) return removed.error;
    setAsking(null);
    router.refresh();
    return null;
  }

  const { confirmedAt, recoveryCodesLeft: count } = factor;
  return (
    <div className="flex flex-col gap-3">
      <Banner tone="success" title={t("factor.on")}>
        {t("factor.since", { date: new Date(confirmedAt) })}
      </Banner>
      <p>{t("factor.codesLeft", { count })}</p>
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => setAsking("replace")}>{t("factor.replace")}</Button>
        <Button variant="danger" onClick={() => setAsking("remove")}>
          {t("factor.remove")}
        </Button>
      </div>
      <CodeDialog
        open={asking === "replace"}
        title={t("replace.title")}
        text={t("replace.text")}
        submitLabel={t("replace.submit")}
        onClose={() => setAsking(null)}
        onCode={replace}
      />
      <CodeDialog
        open={asking === "remove"}
        title={t("remove.title")}
        text={t("remove.text")}
        submitLabel={t("remove.submit")}
        danger
        onClose={() => setAsking(null)}
        onCode={remove}
      />
    </div>
  );
}
