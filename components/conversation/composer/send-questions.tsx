"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { usePeople } from "@/components/conversation/people-context";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

/** What has to be agreed to before a message leaves. */
export type SendQuestion = { title: ReactNode; text: ReactNode; confirm: ReactNode };

type SendQuestionDialogProps = { question: SendQuestion | null; onConfirm: () => void; onCancel: () => void };

/** Asks before a message goes where it may not be meant to go. */
export function SendQuestionDialog({ question, onConfirm, onCancel }: SendQuestionDialogProps) {
  const t = useTranslations("common");
  return (
    <Dialog
      open={question !== null}
      title={question?.title}
      onClose={onCancel}
      footer={
        <>
          <Button data-first-focus onClick={onCancel}>
            {t("cancel")}
          </Button>
          <Button variant="primary" onClick={onConfirm}>
            {question?.confirm}
          </Button>
        </>
      }
    >
      <p>{question?.text}</p>
    </Dialog>
  );
}

/** The question before everyone is mentioned: how many people, and how many cards that may cost. */
export function useEveryoneQuestion(): SendQuestion {
  const t = useTranslations("conversation");
  const { me, members } = usePeople();
  const others = [...members.values()].filter((member) => member.present && member.personId !== me);
  const cards = others.filter((member) => member.side === "customer").length;
  return {
    title: t("everyoneTitle"),
    text: t("everyoneText", { count: others.length, cards }),
    confirm: t("everyoneConfirm"),
  };
}
