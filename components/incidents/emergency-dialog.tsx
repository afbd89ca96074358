"use client";

import { useId, useState } from "react";
import { useTranslations } from "use-intl";
import { useReasonText } from "@/components/app-shell/use-reason-text";
import { DeclaredNote } from "@/components/incidents/declared-note";
import { EmergencyForm, nothingSaid, type Said } from "@/components/incidents/emergency-form";
import { useDeclaring } from "@/components/incidents/use-incidents";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

type EmergencyDialogProps = {
  groupId: string;
  ticketId: string | null;
  isOpen: boolean;
  onClose: () => void;
};

/**
 * Two steps, so that nobody declares an emergency by accident: what it is, in a choice and one line, then the declaring
 * itself. Afterwards it says what runs.
 */
export function EmergencyDialog({ groupId, ticketId, isOpen, onClose }: EmergencyDialogProps) {
  const t = useTranslations("incidents");
  const common = useTranslations("common");
  const formId = useId();
  const declaring = useDeclaring();
  const [clientId, setClientId] = useState(() => crypto.randomUUID());
  const [said, setSaid] = useState<Said>(nothingSaid);
  const [isConfirming, setConfirming] = useState(false);
  const { declared, isPending } = declaring;

  function close() {
    onClose();
    if (isPending) return;
    setConfirming(false);
    // What failed can be tried again with what was typed; what was declared is over for this form.
    if (declared !== null) {
      setSaid(nothingSaid);
      setClientId(crypto.randomUUID());
    }
    declaring.forget();
  }

  function handleDeclare() {
    const { reason, impact, callbackNumber } = said;
    if (reason === null || isPending) return;
    const place = ticketId === null ? { groupId, clientId } : { ticketId };
    declaring.declare({ place, reason, impact, callbackNumber });
  }

  const footer =
    declared !== null ? (
      <Button variant="primary" onClick={close} data-first-focus>
        {common("close")}
      </Button>
    ) : isConfirming ? (
      <>
        <Button disabled={isPending} onClick={() => setConfirming(false)}>
          {common("back")}
        </Button>
        <Button variant="danger" busy={isPending} onClick={handleDeclare}>
          {t("form.declare")}
        </Button>
      </>
    ) : (
      <Button variant="danger" type="submit" form={formId}>
        {t("form.continue")}
      </Button>
    );

  return (
    <Dialog open={isOpen} title={t("form.title")} onClose={close} footer={footer}>
      {declared !== null ? (
        <DeclaredNote declared={declared} leads={ticketId === null} onLeave={close} />
      ) : isConfirming ? (
        <Confirmation said={said} makesTicket={ticketId === null} declaring={declaring} />
      ) : (
        <EmergencyForm id={formId} said={said} onSay={setSaid} onContinue={() => setConfirming(true)} />
      )}
    </Dialog>
  );
}

type ConfirmationProps = {
  said: Said;
  makesTicket: boolean;
  declaring: ReturnType<typeof useDeclaring>;
};

function Confirmation({ said: { reason, impact }, makesTicket, declaring }: ConfirmationProps) {
  const t = useTranslations("incidents");
  const reasonText = useReasonText();
  return (
    <div className="flex flex-col gap-3">
      <p className="font-medium break-words first-letter:uppercase">
        {reason !== null && `${t(`reason.${reason}`)}: `}
        <bdi>{impact}</bdi>
      </p>
      <ul className="list-disc pl-5 text-ink-muted">
        <li>{t("form.calls")}</li>
        {makesTicket && <li>{t("form.makesTicket")}</li>}
        <li>{t("form.canUndo")}</li>
      </ul>
      {declaring.isWaiting && <Banner tone="warning">{t("form.waiting")}</Banner>}
      {declaring.refusal !== null && <Banner tone="danger">{reasonText(declaring.refusal)}</Banner>}
    </div>
  );
}
