"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { DeskPage } from "@/components/desk/desk-page";
import { MacroDialog } from "@/components/desk/macros/macro-dialog";
import { MacroList } from "@/components/desk/macros/macro-list";
import { RetireDialog } from "@/components/desk/macros/retire-dialog";
import { Button } from "@/components/ui/button";
import type { MacroView } from "@/lib/desk/browser/macros";

type MacrosBoardProps = {
  macros: readonly MacroView[];
  /** Whether the reader keeps the team's macros too. */
  managesTeam: boolean;
};

/** The desk's page of macros: one's own, and the team's. */
export function MacrosBoard({ macros, managesTeam }: MacrosBoardProps) {
  const t = useTranslations("macros");
  const [edited, setEdited] = useState<MacroView | "new" | null>(null);
  const [retired, setRetired] = useState<MacroView | null>(null);
  const [told, setTold] = useState("");
  const acts = { onEdit: setEdited, onRetire: setRetired };

  function handleSaved({ name }: MacroView) {
    setEdited(null);
    setTold(t("saved", { name }));
  }

  function handleRetired({ name }: MacroView) {
    setRetired(null);
    setTold(t("retired", { name }));
  }

  return (
    <DeskPage back={t("back")}>
      <main className="mx-auto flex w-full max-w-4xl flex-1 flex-col gap-5 p-4 pb-16 md:p-6">
        <div className="flex flex-wrap items-center gap-3">
          <h1 className="min-w-0 flex-1 text-xl font-semibold">{t("title")}</h1>
          <Button variant="primary" onClick={() => setEdited("new")}>
            <Plus aria-hidden="true" className="size-4" />
            {t("new")}
          </Button>
        </div>
        <p className="text-ink-muted">{t("intro")}</p>
        <output className="text-success-ink empty:hidden">{told}</output>
        <MacroList
          title={t("mine")}
          empty={t("mineEmpty")}
          macros={macros.filter(({ isTeams }) => !isTeams)}
          {...acts}
        />
        <MacroList
          title={t("team")}
          note={managesTeam ? undefined : t("teamKept")}
          empty={t("teamEmpty")}
          macros={macros.filter(({ isTeams }) => isTeams)}
          {...acts}
        />
      </main>
      <MacroDialog
        edited={edited}
        managesTeam={managesTeam}
        onSaved={handleSaved}
        onClose={() => setEdited(null)}
      />
      <RetireDialog macro={retired} onRetired={handleRetired} onClose={() => setRetired(null)} />
    </DeskPage>
  );
}
