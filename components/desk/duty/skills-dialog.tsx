"use client";

import { type FormEvent, useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { RefusalBanner } from "@/components/app-shell/refusal-banner";
import { useAction } from "@/components/app-shell/use-action";
import { Button } from "@/components/ui/button";
import { CheckBox } from "@/components/ui/check-box";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/text-field";
import { setCapacityAction, setSkillsAction } from "@/lib/duty/actions";
import { type ColleagueView, type DutyView, MAX_CAPACITY } from "@/lib/duty/contract";
import type { Result } from "@/lib/errors/result";

type SkillsDialogProps = {
  /** Whose; undefined while it is closed. */
  colleague: ColleagueView | undefined;
  products: DutyView["products"];
  onClose: () => void;
};

/** What somebody can work on, and how much they can take. */
export function SkillsDialog({ colleague, products, onClose }: SkillsDialogProps) {
  const t = useTranslations("duty.skills");
  return (
    <Dialog
      open={colleague !== undefined}
      title={t("title", { name: colleague?.name ?? "" })}
      onClose={onClose}
    >
      {colleague && <SkillsForm colleague={colleague} products={products} onDone={onClose} />}
    </Dialog>
  );
}

type Typed = { personId: string; productCodes: string[]; capacity: number };

async function save({ personId, productCodes, capacity }: Typed): Promise<Result<void>> {
  const skills = await setSkillsAction({ personId, productCodes });
  return skills.ok ? setCapacityAction({ personId, capacity }) : skills;
}

type SkillsFormProps = { colleague: ColleagueView; products: DutyView["products"]; onDone: () => void };

function SkillsForm({ colleague, products, onDone }: SkillsFormProps) {
  const t = useTranslations("duty.skills");
  const locale = useLocale();
  const { run, refusal, isPending } = useAction(save, onDone);
  const [codes, setCodes] = useState(colleague.productCodes);
  const [capacity, setCapacity] = useState(colleague.capacity);
  // A retired product can be taken from who has it, and be given to nobody.
  const shown = products.filter(({ code, retired }) => !retired || colleague.productCodes.includes(code));

  function handleSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    run({ personId: colleague.personId, productCodes: codes, capacity });
  }

  return (
    <form onSubmit={handleSubmit} className="flex flex-col gap-4">
      <fieldset className="flex flex-col">
        <legend className="mb-1 text-sm font-medium">{t("products")}</legend>
        {shown.map(({ code, nameEn, nameZh, retired }) => {
          const name = locale === "en" ? nameEn : nameZh;
          return (
            <CheckBox
              key={code}
              label={retired ? t("retired", { name }) : name}
              checked={codes.includes(code)}
              onChange={(event) =>
                setCodes(event.target.checked ? [...codes, code] : codes.filter((one) => one !== code))
              }
            />
          );
        })}
      </fieldset>
      <TextField
        type="number"
        label={t("capacity")}
        description={t("capacityHelp")}
        min={0}
        max={MAX_CAPACITY}
        required
        value={Number.isNaN(capacity) ? "" : capacity}
        onChange={(event) => setCapacity(event.target.valueAsNumber)}
      />
      <RefusalBanner refusal={refusal} />
      <Button type="submit" variant="primary" size="large" busy={isPending}>
        {t("save")}
      </Button>
    </form>
  );
}
