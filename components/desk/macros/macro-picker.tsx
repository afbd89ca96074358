"use client";

import { useId, useState } from "react";
import { useTranslations } from "use-intl";
import { MacroOptions } from "@/components/desk/macros/macro-options";
import { MacroPreview } from "@/components/desk/macros/macro-preview";
import { useMacroChoice } from "@/components/desk/macros/use-macro-choice";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Dialog } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { TextField } from "@/components/ui/text-field";

type MacroPickerProps = {
  open: boolean;
  groupId: string;
  /** The chosen macro, filled in for this conversation. */
  onPick: (text: string) => void;
  /** Closed without one; `query` is what was typed. */
  onCancel: (query: string) => void;
};

/** Chooses a macro: type to find it, arrows and Enter or the mouse to choose, with what it will say. */
export function MacroPicker({ open, groupId, onPick, onCancel }: MacroPickerProps) {
  const t = useTranslations("macros.picker");
  const [query, setQuery] = useState("");

  const closed = (act: () => void) => () => {
    setQuery("");
    act();
  };
  return (
    <Dialog open={open} title={t("title")} onClose={closed(() => onCancel(query))}>
      {open && (
        <PickerBody
          groupId={groupId}
          query={query}
          onQuery={setQuery}
          onPick={(text) => closed(() => onPick(text))()}
        />
      )}
    </Dialog>
  );
}

type PickerBodyProps = {
  groupId: string;
  query: string;
  onQuery: (query: string) => void;
  onPick: (text: string) => void;
};

function PickerBody({ groupId, query, onQuery, onPick }: PickerBodyProps) {
  const t = useTranslations("macros");
  const listId = useId();
  const choice = useMacroChoice({ groupId, query, onPick });
  const { found, index, chosen, isReady } = choice;
  if (choice.hasFailed) return <Banner tone="danger">{t("loadFailed")}</Banner>;
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- only keeps the keys of the search box from the composer around it
    <div className="flex flex-col gap-3" onKeyDown={(event) => event.stopPropagation()}>
      <TextField
        data-first-focus
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- it is an input, inside of the field
        role="combobox"
        aria-expanded={found.length > 0}
        aria-controls={listId}
        aria-activedescendant={chosen ? `${listId}-${index}` : undefined}
        autoComplete="off"
        label={t("picker.search")}
        placeholder={t("picker.searchPlaceholder")}
        value={query}
        onChange={(event) => onQuery(event.target.value)}
        onKeyDown={choice.handleKey}
      />
      {isReady ? (
        <MacroOptions
          listId={listId}
          macros={found}
          activeIndex={index}
          onHover={choice.handleHover}
          onPick={choice.pick}
        />
      ) : (
        <Skeleton className="h-40 w-full" />
      )}
      {isReady && found.length === 0 && (
        <p className="text-ink-muted">
          {query === "" ? t("picker.empty") : t("picker.none", { text: query })}
        </p>
      )}
      {choice.lacksValues && <Banner tone="warning">{t("picker.valuesFailed")}</Banner>}
      {isReady && chosen && <MacroPreview macro={chosen} values={choice.values} />}
      <div className="flex flex-wrap items-center justify-between gap-2">
        <ButtonLink variant="ghost" className="-ml-3" href="/desk/macros">
          {t("picker.manage")}
        </ButtonLink>
        <Button variant="primary" disabled={!isReady || !chosen} onClick={() => choice.pick(chosen)}>
          {t("picker.insert")}
        </Button>
      </div>
    </div>
  );
}
