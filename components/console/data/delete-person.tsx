"use client";

import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useDeferredValue, useState } from "react";
import { useTranslations } from "use-intl";
import { RefusalBanner } from "@/components/app-shell/refusal-banner";
import { useDataAct } from "@/components/console/data/use-data-act";
import { useMoment } from "@/components/tickets/use-moment";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/text-field";
import { requestPersonDeletionAction } from "@/lib/privacy/actions";
import { dataKeys, readPeople } from "@/lib/privacy/browser/data-queries";
import type { AccountPersonView } from "@/lib/privacy/contract";

/** Finds one of the account's people and has their data deleted, after their name was typed. */
export function DeletePerson() {
  const t = useTranslations("privacy.person");
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<AccountPersonView | null>(null);
  const wanted = useDeferredValue(text.trim());
  const { data: people } = useQuery({
    queryKey: dataKeys.people(wanted),
    queryFn: () => readPeople(wanted),
    enabled: wanted !== "",
  });
  const act = useDataAct();

  async function handleConfirm(person: AccountPersonView, confirmation: string) {
    const { personId } = person;
    const done = await act.run(() => requestPersonDeletionAction({ personId, confirmation }));
    if (!done) return;
    setChosen(null);
    setText("");
  }

  return (
    <Card title={t("title")}>
      <p className="text-ink-muted">{t("text")}</p>
      <div className="mt-3 max-w-sm">
        <TextField
          label={t("search")}
          description={t("searchHint")}
          type="search"
          autoComplete="off"
          maxLength={100}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      {wanted !== "" && people?.length === 0 && <p className="mt-3 text-ink-muted">{t("none")}</p>}
      {wanted !== "" && people !== undefined && people.length > 0 && (
        <ul className="mt-3 divide-y">
          {people.map((person) => (
            <PersonRow
              key={person.personId}
              person={person}
              onChoose={() => {
                act.clear();
                setChosen(person);
              }}
            />
          ))}
        </ul>
      )}
      <Dialog
        open={chosen !== null}
        title={t("dialogTitle", { name: chosen?.name ?? "" })}
        onClose={() => setChosen(null)}
      >
        {chosen && (
          <ConfirmForm
            name={chosen.name}
            isPending={act.isPending}
            onConfirm={(typed) => void handleConfirm(chosen, typed)}
          >
            <RefusalBanner refusal={act.refusal} />
          </ConfirmForm>
        )}
      </Dialog>
      {act.stepUpDialog}
    </Card>
  );
}

function PersonRow({ person, onChoose }: { person: AccountPersonView; onChoose: () => void }) {
  const t = useTranslations("privacy.person");
  const moment = useMoment();
  const { name, avatarUrl, organizationName, signedInAt } = person;
  return (
    <li className="flex items-center gap-3 py-2">
      <Avatar name={name} src={avatarUrl} />
      <span className="min-w-0 flex-1">
        <bdi className="block truncate font-medium">{name}</bdi>
        <span className="block truncate text-sm text-ink-faint">
          {[organizationName, signedInAt === null ? null : t("lastSeen", { time: moment(signedInAt) })]
            .filter((one) => one !== null)
            .join(" · ")}
        </span>
      </span>
      <Button variant="danger" size="small" aria-label={t("choose", { name })} onClick={onChoose}>
        {t("action")}
      </Button>
    </li>
  );
}

type ConfirmFormProps = {
  name: string;
  isPending: boolean;
  onConfirm: (typed: string) => void;
  children: ReactNode;
};

function ConfirmForm({ name, isPending, onConfirm, children }: ConfirmFormProps) {
  const t = useTranslations("privacy.person");
  const [typed, setTyped] = useState("");
  const isConfirmed = typed.trim().normalize("NFC") === name.trim().normalize("NFC");
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (isConfirmed) onConfirm(typed);
      }}
    >
      <p>{t("text")}</p>
      <p>{t("dialogText")}</p>
      {children}
      <TextField
        label={t("confirm", { name })}
        value={typed}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Button type="submit" variant="danger" disabled={!isConfirmed} busy={isPending}>
        {t("action")}
      </Button>
    </form>
  );
}
