"use client";

import { type FormEvent, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { RefusalBanner } from "@/components/app-shell/refusal-banner";
import { MacroPreview } from "@/components/desk/macros/macro-preview";
import { useMacroAction } from "@/components/desk/macros/use-macro-action";
import { Button } from "@/components/ui/button";
import { CheckBox } from "@/components/ui/check-box";
import { TextAreaField } from "@/components/ui/text-area-field";
import { TextField } from "@/components/ui/text-field";
import { changeMacroAction, createMacroAction } from "@/lib/desk/actions";
import { type MacroValues, macroVariables, placeOf } from "@/lib/desk/browser/macro-text";
import { MACRO_BODY_LIMIT, MACRO_NAME_LIMIT, type MacroView } from "@/lib/desk/browser/macros";

type MacroFormProps = {
  /** Null for a new one. */
  macro: MacroView | null;
  managesTeam: boolean;
  onSaved: (macro: MacroView) => void;
};

type Typed = { name: string; body: string; forTeam: boolean };

/** A macro's name and text, with the places that can be filled in and how it reads then. */
export function MacroForm({ macro, managesTeam, onSaved }: MacroFormProps) {
  const t = useTranslations("macros");
  const [typed, setTyped] = useState<Typed>({
    name: macro?.name ?? "",
    body: macro?.body ?? "",
    forTeam: false,
  });
  const box = useRef<HTMLTextAreaElement>(null);
  const save = ({ name, body, forTeam }: Typed) =>
    macro === null
      ? createMacroAction({ name, body, forTeam })
      : changeMacroAction({ macroId: macro.id, name, body, updatedAt: macro.updatedAt });
  const { run, refusal, isPending } = useMacroAction(save, onSaved);
  const type = (more: Partial<Typed>) => setTyped((before) => ({ ...before, ...more }));

  function insert(place: string) {
    const { selectionStart: start = typed.body.length, selectionEnd: end = start } = box.current ?? {};
    type({ body: typed.body.slice(0, start) + place + typed.body.slice(end) });
    box.current?.focus();
  }

  function handleSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    run(typed);
  }

  return (
    <form onSubmit={handleSubmit} className="flex flex-col gap-4">
      <TextField
        data-first-focus
        label={t("form.name")}
        required
        maxLength={MACRO_NAME_LIMIT}
        value={typed.name}
        onChange={(event) => type({ name: event.target.value })}
      />
      <TextAreaField
        ref={box}
        label={t("form.body")}
        description={t("form.bodyHelp")}
        required
        rows={6}
        maxLength={MACRO_BODY_LIMIT}
        value={typed.body}
        onChange={(event) => type({ body: event.target.value })}
      />
      <VariableButtons onInsert={insert} />
      {macro === null && managesTeam && (
        <CheckBox
          label={t("form.forTeam")}
          checked={typed.forTeam}
          onChange={(event) => type({ forTeam: event.target.checked })}
        />
      )}
      {typed.body.trim() !== "" && <Example body={typed.body} />}
      <RefusalBanner refusal={refusal} />
      <Button type="submit" variant="primary" size="large" busy={isPending}>
        {t("form.save")}
      </Button>
    </form>
  );
}

function VariableButtons({ onInsert }: { onInsert: (place: string) => void }) {
  const t = useTranslations("macros");
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">{t("form.variables")}</legend>
      <div className="flex flex-wrap gap-1.5">
        {macroVariables.map((variable) => (
          <Button
            key={variable}
            size="small"
            title={placeOf(variable)}
            onClick={() => onInsert(placeOf(variable))}
          >
            {t(`variable.${variable}`)}
          </Button>
        ))}
      </div>
    </fieldset>
  );
}

/** How it reads once it is filled in. */
function Example({ body }: { body: string }) {
  const t = useTranslations("macros");
  const values = Object.fromEntries(
    macroVariables.map((variable) => [variable, t(`example.${variable}`)]),
  ) as MacroValues;
  return <MacroPreview macro={{ body }} values={values} help={t("form.previewHelp")} />;
}
